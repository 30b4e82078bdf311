package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.LogUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** As many reading connections as read at once, kept for the next. One that failed is not used again. */
final class LogReaders implements AutoCloseable {
    interface Question<R> {
        R to(LogReader reader) throws SQLException;
    }

    private final Path file;
    private final ConcurrentLinkedDeque<LogReader> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    LogReaders(Path file) {
        this.file = file;
    }

    <R> R ask(Question<R> question) {
        if (closed) {
            throw new LogUnavailable(file + " is closed");
        }
        try {
            LogReader kept = idle.pollFirst();
            LogReader reader = kept != null ? kept : new LogReader(file);
            try {
                R answer = question.to(reader);
                giveBack(reader);
                return answer;
            } catch (SQLException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (SQLException e) {
            throw LogTrouble.of(file, e);
        }
    }

    private void giveBack(LogReader reader) throws SQLException {
        idle.addFirst(reader);
        if (closed && idle.remove(reader)) {
            reader.close();
        }
    }

    /** Those in use are closed when they are given back. */
    @Override
    public void close() throws SQLException {
        closed = true;
        for (LogReader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.close();
        }
    }
}
