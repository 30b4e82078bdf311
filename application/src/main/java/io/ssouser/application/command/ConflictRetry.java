package io.ssouser.application.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Sends a command again that lost its aggregate to another writer, on this node or another: nothing of it is stored, and it is judged anew by
 * what the winner left. In the sender's own thread, because that is where its provenance and the position of its commit are noted.
 */
public final class ConflictRetry implements RetryScheduler {
    /** The pause between them grows by a millisecond each time, to 45 ms in all: whoever still loses then is not in a race but in a crowd. */
    static final int ATTEMPTS = 10;

    private static final Duration PAUSE = Duration.ofMillis(1);

    /** The raw type is Axon's. */
    @Override
    @SuppressWarnings("rawtypes")
    public boolean scheduleRetry(
            CommandMessage commandMessage,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable commandDispatch) {
        if (!(lastFailure instanceof ConcurrencyException) || failures.size() >= ATTEMPTS) {
            return false;
        }
        LockSupport.parkNanos(PAUSE.toNanos() * failures.size());
        commandDispatch.run();
        return true;
    }
}
