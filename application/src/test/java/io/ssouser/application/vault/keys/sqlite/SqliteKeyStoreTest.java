package io.ssouser.application.vault.keys.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.state.StateTables;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.application.vault.keys.KeyStoreContract;
import io.ssouser.application.vault.keys.WrappedKey;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeyStoreTest extends KeyStoreContract {
    @TempDir
    private Path folder;

    private @Nullable SqliteDatabase database;

    @Override
    protected KeyStore open() {
        close();
        database = SqliteDatabase.open(folder.resolve("keys.db"), Durability.EVERY_COMMIT);
        return new SqliteKeyStore(database, database, database::checkpoint);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void no_byte_of_a_replaced_key_stays_in_the_files() throws IOException {
        KeyStore store = open();
        String canary = "canary-of-a-wrapped-key";
        store.keepIfAbsent("user/1", new WrappedKey("m", canary.getBytes(StandardCharsets.US_ASCII)));
        assertThat(filesHold(canary)).isTrue();
        store.replace("user/1", new WrappedKey("", new byte[0]));
        assertThat(filesHold(canary)).isFalse();
    }

    @Test
    void a_closed_store_says_that_it_cannot_answer() {
        KeyStore store = open();
        close();
        assertThatThrownBy(() -> store.keepIfAbsent("user/1", key("m", 1))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.find("user/1")).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void a_full_disk_is_told_as_such_and_keys_are_kept_again_when_there_is_space() {
        KeyStore store = open();
        sizeLimit(3);
        assertThatThrownBy(() -> store.keepIfAbsent("user/1", new WrappedKey("m", new byte[20_000])))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("full");
        sizeLimit(1000);
        store.keepIfAbsent("user/1", key("m", 1));
        assertThat(store.find("user/1")).isPresent();
    }

    private void sizeLimit(int pages) {
        StateTables tables = new StateTables(database, database);
        tables.inTransaction(() -> tables.first(row -> row.getInt(1), "PRAGMA max_page_count = " + pages));
    }

    private boolean filesHold(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
