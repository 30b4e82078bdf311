package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.mongodb.MongoEventLog;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.proof.LogCopy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoRoundTripTest {
    @TempDir
    Path folder;

    @Test
    void a_log_that_went_to_mongodb_and_came_back_has_the_same_rows() throws SQLException {
        Path file = LogFiles.withCommits(folder.resolve("log.db"), 600);
        Path back = folder.resolve("back.db");
        try (SqliteEventLog log = SqliteEventLog.open(file);
                SqliteEventLog returned = SqliteEventLog.open(back);
                TestMongo mongo = TestMongo.fresh();
                MongoStore store = mongo.store();
                MongoEventLog there = new MongoEventLog(store)) {
            append(log, 1200, Instant.parse("1969-12-31T23:59:59.999999Z"), null, new byte[] {-1, 0, 7});
            append(log, 1201, Instant.EPOCH, "", new byte[0]);

            copy(log, there);
            copy(there, returned);

            assertThat(returned.head().isSameAs(log.head())).isTrue();
        }
        assertThat(rowsOf(file, "")).isEqualTo(1202);
        assertThat(rowsOf(file, " EXCEPT SELECT * FROM back.event")).isZero();
    }

    private static void append(
            SqliteEventLog log, long position, Instant time, @Nullable String revision, byte[] content) {
        StoredEvent event = new StoredEvent(
                position, "e-" + position, revision, 0, "e-" + position, "tick", revision, time, content, content);
        log.append(
                log.head(),
                CommitsToTry.after(log.head())
                        .commit(UUID.randomUUID(), List.of(event))
                        .list());
    }

    private static void copy(EventLog source, EventLog target) {
        LogCopy copy = LogCopy.prepare(source, target, next -> {});
        copy.copy(next -> {});
        copy.prove(next -> {});
        assertThat(copy.begun().isSameAs(Head.START)).isTrue();
    }

    private long rowsOf(Path file, String butThose) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '" + folder.resolve("back.db") + "' AS back");
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM (SELECT * FROM event" + butThose + ")")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
