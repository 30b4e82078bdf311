package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.DataFolder;
import io.ssouser.eventstore.log.LogRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** What a log file looks like, and how an empty one comes to be. */
final class LogFormat {
    /** "SsoL", in the header of the file. */
    static final int APPLICATION_ID = 0x53736F4C;
    /** Raised by every change that an older program would not understand. */
    static final int VERSION = 1;

    /**
     * The last row of a commit carries the commit and the chain. {@code latest} is the highest time of all events up to here, so that
     * a moment is found by halving, without an index that every append would pay for.
     */
    static final List<String> SCHEMA =
            List.of("""
            CREATE TABLE event (
              position INTEGER PRIMARY KEY,
              aggregate_id TEXT NOT NULL,
              aggregate_type TEXT,
              sequence INTEGER NOT NULL,
              event_id TEXT NOT NULL,
              type TEXT NOT NULL,
              revision TEXT,
              time INTEGER NOT NULL,
              payload BLOB NOT NULL,
              metadata BLOB NOT NULL,
              latest INTEGER NOT NULL,
              commit_id TEXT,
              commit_time INTEGER,
              node TEXT,
              chain BLOB
            ) STRICT""", "CREATE UNIQUE INDEX event_stream ON event (aggregate_id, sequence)", """
            CREATE TABLE snapshot (
              aggregate_id TEXT PRIMARY KEY,
              aggregate_type TEXT NOT NULL,
              sequence INTEGER NOT NULL,
              event_id TEXT NOT NULL,
              type TEXT NOT NULL,
              revision TEXT,
              time INTEGER NOT NULL,
              payload BLOB NOT NULL,
              metadata BLOB NOT NULL
            ) STRICT, WITHOUT ROWID""");

    private LogFormat() {}

    /** @throws LogRefused when the file is there and not sound, or when only a part of it is there */
    static void createOrCheck(Path file) throws IOException, SQLException {
        if (Files.exists(file)) {
            DataFolder.ownerOnly(file);
            LogFileCheck.requireSound(file);
        } else if (Files.exists(file.resolveSibling(file.getFileName() + "-wal"))) {
            throw new LogRefused(file + " is missing but its last events, in " + file.getFileName() + "-wal, are not:"
                    + " restore the file, or move the other one away to start an empty log");
        } else {
            create(file);
        }
    }

    /** The file appears complete or not at all, whatever happens meanwhile. */
    private static void create(Path file) throws IOException, SQLException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        DataFolder.ownerOnly(unfinished);
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + unfinished);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + VERSION);
            for (String table : SCHEMA) {
                statement.execute(table);
            }
            statement.execute("COMMIT");
            statement.execute("PRAGMA journal_mode = WAL");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        flushFolder(file.getParent());
    }

    private static void flushFolder(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
