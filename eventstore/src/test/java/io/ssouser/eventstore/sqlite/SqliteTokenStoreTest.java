package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.axon.TokenStoreContract;
import java.nio.file.Path;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTokenStoreTest extends TokenStoreContract {
    @TempDir
    Path folder;

    private SqliteDatabase database;

    @Override
    protected TokenStore empty() {
        database = SqliteDatabase.open(folder.resolve("views.db"), SqliteDatabase.Durability.REBUILDABLE);
        return new SqliteTokenStore(database);
    }

    @Override
    protected TokenStore reopened() {
        close();
        return empty();
    }

    @Override
    protected void inTransaction(Runnable writes) {
        database.executeInTransaction(writes);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_transaction_reads_the_token_that_it_stored() {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        inTransaction(() -> {
            tokens.storeToken(EIGHT, "group", 0);
            assertThat(tokens.fetchToken("group", 0)).isEqualTo(EIGHT);
        });
    }
}
