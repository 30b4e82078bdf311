package io.ssouser.projections.store.memory;

import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.DocumentStoreContract;

class MemoryDocumentStoreTest extends DocumentStoreContract {
    private final MemoryDocumentStore store = new MemoryDocumentStore();

    @Override
    protected DocumentStore store() {
        return store;
    }

    @Override
    protected void inTransaction(Runnable writes) {
        store.executeInTransaction(writes);
    }
}
