package io.ssouser.eventstore.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/** Units of work of the thread, without documents: what they are given runs at their commit. */
public final class FakeUnits implements TransactionManager, Executor {
    private final ThreadLocal<@Nullable List<Runnable>> waiting = new ThreadLocal<>();

    @Override
    public void execute(Runnable write) {
        List<Runnable> unit = waiting.get();
        if (unit == null) {
            write.run();
        } else {
            unit.add(write);
        }
    }

    @Override
    public Transaction startTransaction() {
        List<Runnable> unit = new ArrayList<>();
        waiting.set(unit);
        return new Transaction() {
            @Override
            public void commit() {
                waiting.remove();
                unit.forEach(Runnable::run);
            }

            @Override
            public void rollback() {
                waiting.remove();
            }
        };
    }
}
