package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.DataFolder;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LeafForm;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.Snapshot;
import io.ssouser.eventstore.log.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log in one SQLite file, written by one process: a row an event, a transaction and one disk flush an append, however many
 * commits it carries. Snapshots ride along with the next append and so cost no flush of their own.
 */
public final class SqliteEventLog implements EventLog {
    private final Path file;
    private final WriterLock writerLock;
    private final ReentrantLock writers = new ReentrantLock();
    private final LogWriter writer;
    private final Checkpoints checkpoints;
    private final PendingSnapshots snapshots = new PendingSnapshots();
    private final LogReaders readers;
    /** Null when the file must be asked: after a failure. */
    private volatile @Nullable Head head;

    private volatile boolean closed;

    private SqliteEventLog(Path file, WriterLock writerLock) throws SQLException {
        this.file = file;
        this.writerLock = writerLock;
        this.writer = new LogWriter(file);
        this.readers = new LogReaders(file);
        try {
            this.head = writer.head();
            this.checkpoints = Checkpoints.of(file, writers);
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Opens the log, or creates it with its folder.
     *
     * @throws LogRefused when the file is open elsewhere, foreign, damaged or of a newer format; it is then as it was
     * @throws LogUnavailable when the folder or disk cannot be used
     */
    public static SqliteEventLog open(Path path) {
        try {
            Path folder = DataFolder.create(path.toAbsolutePath().getParent()).toRealPath();
            Path file = Files.exists(path) ? path.toRealPath() : folder.resolve(path.getFileName());
            WriterLock writerLock = WriterLock.of(file);
            try {
                LogFormat.createOrCheck(file);
                return new SqliteEventLog(file, writerLock);
            } catch (IOException | SQLException | RuntimeException e) {
                writerLock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new LogUnavailable("Cannot open " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Head head() {
        Head known = head;
        return known != null && !closed ? known : writing(this::knownHead);
    }

    private Head knownHead() throws SQLException {
        Head known = head;
        if (known == null) {
            writer.recover();
            known = writer.head();
            head = known;
        }
        return known;
    }

    @Override
    public AppendOutcome append(Head expected, List<Commit> commits) {
        expected.requireContinuedBy(commits);
        return writing(() -> {
            Head from = knownHead();
            int in = 0;
            if (!from.isSameAs(expected)) {
                while (in < commits.size() && writer.holds(commits.get(in))) {
                    in++;
                }
                boolean continues = in > 0 && Head.after(commits.get(in - 1)).isSameAs(from);
                if (in < commits.size() && !continues) {
                    return new AppendOutcome(in, AppendOutcome.Stop.HEAD_MOVED);
                }
            }
            List<Commit> missing = commits.subList(in, commits.size());
            int appended = in + write(from, missing);
            boolean all = appended == commits.size();
            return new AppendOutcome(appended, all ? AppendOutcome.Stop.NONE : AppendOutcome.Stop.STREAM_CONFLICT);
        });
    }

    private int write(Head from, List<Commit> commits) throws SQLException {
        if (commits.isEmpty()) {
            return 0;
        }
        List<Snapshot> riding = snapshots.waiting();
        head = null;
        int appended;
        try {
            appended = writer.write(commits, riding);
        } catch (SQLException | RuntimeException e) {
            snapshots.clear();
            throw e;
        }
        Head end = appended == 0 ? from : Head.after(commits.get(appended - 1));
        head = end;
        if (appended > 0) {
            snapshots.stored(riding);
            checkpoints.appended((int) (end.nextPosition() - from.nextPosition()));
        }
        return appended;
    }

    @Override
    public List<StoredEvent> read(long fromPosition, int limit) {
        return readers.ask(reader -> reader.read(fromPosition, limit));
    }

    @Override
    public List<Commit> readCommits(long fromPosition, int limit) {
        return readers.ask(reader -> reader.readCommits(fromPosition, limit));
    }

    @Override
    public List<StoredEvent> readStream(String aggregateId, long fromSequence, int limit) {
        return readers.ask(reader -> reader.readStream(aggregateId, fromSequence, limit));
    }

    @Override
    public OptionalLong lastSequenceOf(String aggregateId) {
        return readers.ask(reader -> reader.lastSequenceOf(aggregateId));
    }

    @Override
    public OptionalLong lastPositionOf(String aggregateId) {
        return readers.ask(reader -> reader.lastPositionOf(aggregateId));
    }

    @Override
    public OptionalLong firstPositionAtOrAfter(Instant instant) {
        return readers.ask(reader -> reader.firstPositionAtOrAfter(LeafForm.micros(instant)));
    }

    @Override
    public void keepSnapshot(Snapshot snapshot) {
        snapshots.add(snapshot);
    }

    @Override
    public Optional<Snapshot> snapshotOf(String aggregateId) {
        Optional<Snapshot> waiting = snapshots.of(aggregateId);
        Optional<Snapshot> stored = readers.ask(reader -> reader.snapshotOf(aggregateId));
        return Stream.concat(waiting.stream(), stored.stream()).max(Comparator.comparingLong(Snapshot::sequence));
    }

    private interface Write<R> {
        R run() throws SQLException;
    }

    private <R> R writing(Write<R> work) {
        writers.lock();
        try {
            if (closed) {
                throw new LogUnavailable(file + " is closed");
            }
            return work.run();
        } catch (SQLException e) {
            head = null;
            throw LogTrouble.of(file, e);
        } finally {
            writers.unlock();
        }
    }

    /**
     * Writes what is there already, as durably as an append.
     *
     * @throws LogUnavailable when that cannot be done now
     */
    public void requireWritable() {
        writing(writer::touch);
    }

    /** How often, since it was opened, the write-ahead log could not be copied into the file. Each failure is tried again a second later. */
    public long checkpointFailures() {
        return checkpoints.failures();
    }

    /** For tests that make the disk full or die halfway. */
    LogWriter writer() {
        return writer;
    }

    @Override
    public void close() {
        writers.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            writers.unlock();
        }
        try {
            checkpoints.close();
            readers.close();
            writer.close();
            writerLock.close();
        } catch (SQLException | IOException e) {
            throw new LogUnavailable("Cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
