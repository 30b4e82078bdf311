package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** What happens to files behind a log's back. */
final class LogFiles {
    private LogFiles() {}

    /** A closed log of the given number of commits, two events each. */
    static Path withCommits(Path file, int commits) {
        try (SqliteEventLog log = SqliteEventLog.open(file)) {
            CommitsToTry batch = CommitsToTry.after(log.head());
            for (int i = 0; i < commits; i++) {
                batch.commit("a@" + i, "b@" + i);
            }
            log.append(Head.START, batch.list());
        }
        return file;
    }

    static void tamper(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What is on the disk at this moment, as a process that dies now would leave it. */
    static Path asIfKilled(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String part : new String[] {"", "-wal"}) {
            Path source = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(source)) {
                Files.copy(source, folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder.resolve(file.getFileName());
    }
}
