package io.ssouser.eventstore.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ssouser.eventstore.log.HashChain;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.log.StoredEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at a log file, without writing to it, before anyone does, and refuses what is not a sound log. Its cost does not grow with the log. */
final class LogFileCheck {
    /** How many of the last events must recompute to their commits' chains. */
    private static final int RECENT = 1000;

    private static final String RESTORE = ": restore a backup; the file was left as it is";
    /** https://www.sqlite.org/fileformat.html#the_database_header */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);

    private static final int USER_VERSION_AT = 60;
    private static final int APPLICATION_ID_AT = 68;
    private static final int HEADER = 100;

    private final Path file;

    private LogFileCheck(Path file) {
        this.file = file;
    }

    static void requireSound(Path file) throws IOException {
        LogFileCheck check = new LogFileCheck(file);
        check.header();
        boolean hasRecent = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        try (LogReader reader = hasRecent ? new LogReader(file) : LogReader.ofResting(file)) {
            check.schema(reader);
            check.end(reader);
        } catch (SQLException e) {
            throw new LogRefused(file + " is damaged (" + e.getMessage() + ")" + RESTORE, e);
        }
    }

    private void header() throws IOException {
        byte[] header;
        try (InputStream bytes = Files.newInputStream(file)) {
            header = bytes.readNBytes(HEADER);
        }
        if (header.length < HEADER || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new LogRefused(file + " is not an event log, or its beginning is damaged" + RESTORE);
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        if (fields.getInt(APPLICATION_ID_AT) != LogFormat.APPLICATION_ID) {
            throw new LogRefused(file + " belongs to another program: choose another file");
        }
        int version = fields.getInt(USER_VERSION_AT);
        if (version != LogFormat.VERSION) {
            throw new LogRefused(file + " has format " + version + " and this program reads " + LogFormat.VERSION
                    + ": use the release that wrote it, or a newer one");
        }
    }

    /** Without its unique index, two commands could both win. In any order: a backup that SQLite's VACUUM makes has another one. */
    private void schema(LogReader reader) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = reader.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        if (found.size() != LogFormat.SCHEMA.size() || !found.containsAll(LogFormat.SCHEMA)) {
            throw new LogRefused(file + " does not have the tables of an event log" + RESTORE);
        }
    }

    private void end(LogReader reader) throws SQLException {
        LogReader.End end = reader.end();
        if (end.chain() == null) {
            throw new LogRefused(file + " ends in the middle of a commit at " + (end.nextPosition() - 1) + RESTORE);
        }
        long first = 0;
        byte[] chain = HashChain.origin();
        try (PreparedStatement before = reader.connection()
                .prepareStatement("SELECT position, chain FROM event WHERE position < ? AND chain IS NOT NULL"
                        + " ORDER BY position DESC LIMIT 1")) {
            before.setLong(1, Math.max(0, end.nextPosition() - RECENT));
            try (ResultSet row = before.executeQuery()) {
                if (row.next()) {
                    first = row.getLong(1) + 1;
                    chain = row.getBytes(2);
                }
            }
        }
        chain(reader, first, chain);
    }

    private void chain(LogReader reader, long first, byte[] before) throws SQLException {
        List<StoredEvent> commit = new ArrayList<>();
        long expected = first;
        byte[] chain = before;
        try (PreparedStatement recent = reader.connection()
                .prepareStatement("SELECT " + EventRow.COLUMNS + ", chain,"
                        + " (SELECT s.position FROM event s INDEXED BY event_stream WHERE s.aggregate_id = e.aggregate_id"
                        + " AND s.sequence = e.sequence) FROM event e WHERE position >= ? ORDER BY position")) {
            recent.setLong(1, first);
            try (ResultSet row = recent.executeQuery()) {
                for (; row.next(); expected++) {
                    StoredEvent event = EventRow.event(row);
                    if (event.position() != expected || row.getLong(12) != expected) {
                        throw new LogRefused(file + " has lost position " + expected + RESTORE);
                    }
                    commit.add(event);
                    byte @Nullable [] stored = row.getBytes(11);
                    if (stored != null) {
                        chain = HashChain.after(chain, commit);
                        if (!Arrays.equals(chain, stored)) {
                            throw new LogRefused(file + " was altered between positions "
                                    + commit.get(0).position() + " and " + expected + RESTORE);
                        }
                        commit.clear();
                    }
                }
            }
        }
    }
}
