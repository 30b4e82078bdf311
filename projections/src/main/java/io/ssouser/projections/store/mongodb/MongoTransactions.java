package io.ssouser.projections.store.mongodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * Units of work on a database that is asked for no transactions, so that a standalone server will do. What a thread writes within its unit
 * waits in memory, is seen by that thread alone, and is dropped by a rollback. The commit sends it in this order: the documents, one bulk write
 * a collection; then what was handed to {@link #atCommit}, in the order given, which is the parked events of a batch and last its token.
 *
 * <p>A process that dies or is stopped on the way leaves the first part of that order. Documents may be ahead of the token, never behind it:
 * the batch comes again, and each of its writes is a no-op where the document has seen its position. An event is parked before
 * the token passes it, and parked once.
 *
 * <p>A nested unit joins the outer one and can only doom it. A unit is ended by the thread that started it.
 */
public final class MongoTransactions implements TransactionManager {
    private final ThreadLocal<@Nullable Unit> units = new ThreadLocal<>();

    @Override
    public Transaction startTransaction() {
        Unit outer = units.get();
        if (outer != null) {
            return new Joined(outer);
        }
        Unit unit = new Unit();
        units.set(unit);
        return unit;
    }

    /** Runs the write when the thread's unit has sent its documents, or now when the thread is in none. */
    public void atCommit(Runnable write) {
        Unit unit = units.get();
        if (unit == null) {
            write.run();
        } else {
            unit.afterDocuments.add(write);
        }
    }

    /** What the thread's unit means to write to the collection; empty when the thread is in none. */
    Optional<PendingDocuments> pending(DocumentCollection collection) {
        return Optional.ofNullable(units.get())
                .map(unit -> unit.documents.computeIfAbsent(collection, PendingDocuments::new));
    }

    private final class Unit implements Transaction {
        private final Map<DocumentCollection, PendingDocuments> documents = new LinkedHashMap<>();
        private final List<Runnable> afterDocuments = new ArrayList<>();
        private boolean doomed;
        private boolean open = true;

        @Override
        public void commit() {
            if (!end()) {
                return;
            }
            if (doomed) {
                throw new IllegalStateException("A part of this unit of work was rolled back, so all is");
            }
            documents.values().forEach(PendingDocuments::send);
            afterDocuments.forEach(Runnable::run);
        }

        @Override
        public void rollback() {
            end();
        }

        private boolean end() {
            if (!open) {
                return false;
            }
            if (units.get() != this) {
                throw new IllegalStateException("A unit of work is ended by another thread than began it");
            }
            open = false;
            units.remove();
            return true;
        }
    }

    private record Joined(Unit outer) implements Transaction {
        /** The outer unit decides. */
        @Override
        public void commit() {}

        @Override
        public void rollback() {
            outer.doomed = true;
        }
    }
}
