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
import java.util.Objects;
import java.util.Optional;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * Documents in memory, for what is looked at once: an account as of a moment, a fold under test. A transaction works on a copy that takes
 * the place of the documents when it commits; one at a time. Safe for many threads.
 */
public final class MemoryDocumentStore implements DocumentStore, TransactionManager {
    private final ThreadLocal<@Nullable Unit> units = new ThreadLocal<>();
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
        executeInTransaction(
                () -> change.make(Objects.requireNonNull(units.get()).root().documents));
    }

    private Map<String, MemoryCollection> visible() {
        Unit unit = units.get();
        return unit == null ? committed : unit.root().documents;
    }

    private static MemoryCollection of(Map<String, MemoryCollection> all, String name) {
        MemoryCollection found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No collection " + name + " was declared");
        }
        return found;
    }

    @Override
    public synchronized Transaction startTransaction() {
        Unit unit = new Unit(units.get());
        units.set(unit);
        return unit;
    }

    /** A unit within another one is a part of it. */
    private final class Unit implements Transaction {
        private final @Nullable Unit outer;
        private final Map<String, MemoryCollection> documents = new HashMap<>();

        Unit(@Nullable Unit outer) {
            this.outer = outer;
            if (outer == null) {
                committed.forEach((name, collection) -> documents.put(name, collection.copy()));
            }
        }

        Unit root() {
            return outer == null ? this : outer.root();
        }

        @Override
        public void commit() {
            if (outer == null) {
                synchronized (MemoryDocumentStore.this) {
                    committed = documents;
                }
            }
            units.set(outer);
        }

        @Override
        public void rollback() {
            units.set(outer);
        }
    }
}
