package io.ssouser.projections.store.sqlite;

import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.DocumentStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentStoreTest extends DocumentStoreContract {
    @TempDir
    Path folder;

    private SqliteDatabase views;

    @Override
    protected DocumentStore store() {
        views = SqliteDatabase.open(folder.resolve("views.db"), SqliteDatabase.Durability.REBUILDABLE);
        return new SqliteDocumentStore(views);
    }

    @Override
    protected void inTransaction(Runnable writes) {
        views.executeInTransaction(writes);
    }

    @AfterEach
    void close() {
        views.close();
    }
}
