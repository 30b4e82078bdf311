package io.ssouser.projections.store.memory;

import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DeclaredFields;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Kept;
import io.ssouser.projections.store.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * Documents in memory, for what is looked at once: a user as of a moment, a fold under test. A transaction works on a copy that takes the
 * place of the documents when it commits; one at a time. Safe for many threads.
 */
public final class MemoryDocumentStore implements DocumentStore, TransactionManager {
    private final ThreadLocal<@Nullable Unit> units = new ThreadLocal<>();
    private final ReentrantLock writer = new ReentrantLock();
    private Map<String, MemoryCollection> committed = new HashMap<>();

    @Override
    public void declare(Collection collection) {
        change(all -> all.merge(collection.name(), new MemoryCollection(collection), MemoryCollection::declaredAgain));
    }

    @Override
    public void save(String collection, Document document) {
        change(all -> of(all, collection).save(document));
    }

    @Override
    public void delete(String collection, String id, long position) {
        change(all -> of(all, collection).delete(id, position));
    }

    @Override
    public void forget(String collection, String id) {
        change(all -> of(all, collection).forget(id));
    }

    @Override
    public void clear(String collection) {
        change(all -> of(all, collection).clear());
    }

    @Override
    public void drop(String collection) {
        DeclaredFields.requireName(collection);
        change(all -> all.remove(collection));
    }

    @Override
    public Optional<Document> find(String collection, String id) {
        Kept kept = kept(collection, id);
        return Optional.ofNullable(kept.json()).map(json -> new Document(id, kept.position(), json));
    }

    @Override
    public synchronized Kept kept(String collection, String id) {
        return of(visible(), collection).kept(id);
    }

    @Override
    public synchronized List<Document> find(String collection, Query query) {
        return of(visible(), collection).find(query);
    }

    @Override
    public synchronized long count(String collection, Query query) {
        return of(visible(), collection).count(query);
    }

    /** Every document of the collection by its id, in the order of ids. */
    public synchronized Map<String, String> everything(String collection) {
        return of(visible(), collection).everything();
    }

    @Override
    public void close() {}

    private interface Change {
        void make(Map<String, MemoryCollection> all);
    }

    private void change(Change change) {
        Unit unit = units.get();
        if (unit != null) {
            change.make(unit.documents);
            return;
        }
        writer.lock();
        try {
            synchronized (this) {
                change.make(committed);
            }
        } finally {
            writer.unlock();
        }
    }

    private Map<String, MemoryCollection> visible() {
        Unit unit = units.get();
        return unit == null ? committed : unit.documents;
    }

    private static MemoryCollection of(Map<String, MemoryCollection> all, String name) {
        MemoryCollection found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No collection " + name + " was declared");
        }
        return found;
    }

    /** Waits for the transaction of another thread to end. One within another joins it, and can only doom it. */
    @Override
    public Transaction startTransaction() {
        Unit outer = units.get();
        if (outer != null) {
            return new Joined(outer);
        }
        writer.lock();
        Unit unit = new Unit();
        units.set(unit);
        return unit;
    }

    private final class Unit implements Transaction {
        private final Map<String, MemoryCollection> documents = new HashMap<>();
        private boolean doomed;
        private boolean open = true;

        Unit() {
            synchronized (MemoryDocumentStore.this) {
                committed.forEach((name, collection) -> documents.put(name, collection.copy()));
            }
        }

        @Override
        public void commit() {
            if (open && !doomed) {
                synchronized (MemoryDocumentStore.this) {
                    committed = documents;
                }
            }
            if (end() && doomed) {
                throw new IllegalStateException("A part of this transaction was rolled back, so all is");
            }
        }

        @Override
        public void rollback() {
            end();
        }

        private boolean end() {
            boolean wasOpen = open;
            if (wasOpen) {
                open = false;
                units.remove();
                writer.unlock();
            }
            return wasOpen;
        }
    }

    private record Joined(Unit outer) implements Transaction {
        @Override
        public void commit() {}

        @Override
        public void rollback() {
            outer.doomed = true;
        }
    }
}
