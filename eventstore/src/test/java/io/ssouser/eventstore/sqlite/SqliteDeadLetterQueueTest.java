package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.axon.DeadLetterQueueContract;
import io.ssouser.eventstore.axon.LogDeadLetterQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeadLetterQueueTest extends DeadLetterQueueContract {
    @TempDir
    Path folder;

    private @Nullable SqliteDatabase database;

    private SqliteDatabase database() {
        if (database == null) {
            database = SqliteDatabase.open(folder.resolve("views.db"), SqliteDatabase.Durability.REBUILDABLE);
        }
        return database;
    }

    @Override
    protected LogDeadLetterQueue queue(String group, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock) {
        return new SqliteDeadLetterQueue(group, database(), eventAt, clock);
    }

    @Override
    protected TransactionManager transactions() {
        return database();
    }

    @Override
    protected String stored() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(SqliteDeadLetterQueueTest::bytes).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @AfterEach
    protected void reopen() {
        database().close();
        database = null;
    }
}
