package io.ssouser.application.mail.sqlite;

import io.ssouser.application.mail.MailJob;
import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.state.StateTables;
import io.ssouser.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/** {@link MailJobs} in the table {@code mail_job}. Claims are in memory, because one process owns the file. */
public final class SqliteMailJobs implements MailJobs {
    private final StateTables tables;
    private final Map<String, Instant> claimed = new HashMap<>();

    /** Makes the table where it is missing. */
    public SqliteMailJobs(ConnectionProvider connections, TransactionManager transactions) {
        this.tables = new StateTables(connections, transactions);
        tables.inTransaction(() -> {
            tables.update("""
                    CREATE TABLE IF NOT EXISTS mail_job (
                        id TEXT PRIMARY KEY, kind TEXT NOT NULL, user_id TEXT, box BLOB NOT NULL,
                        stored_at INTEGER NOT NULL, useful_until INTEGER NOT NULL,
                        attempts INTEGER NOT NULL, lane TEXT NOT NULL, due INTEGER NOT NULL)""");
            tables.update("CREATE INDEX IF NOT EXISTS mail_job_due ON mail_job (lane, due)");
            tables.update("CREATE INDEX IF NOT EXISTS mail_job_age ON mail_job (stored_at)");
            return tables.update("CREATE INDEX IF NOT EXISTS mail_job_user ON mail_job (user_id)");
        });
    }

    @Override
    public void add(MailJob job) {
        tables.inTransaction(() -> tables.update(
                "INSERT INTO mail_job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                job.id(),
                job.kind(),
                idOf(job.user()),
                job.box(),
                job.storedAt().toEpochMilli(),
                job.until().toEpochMilli(),
                job.attempts(),
                Lane.FRESH.name(),
                job.storedAt().toEpochMilli()));
    }

    @Override
    public synchronized List<MailJob> claim(Lane lane, int most, Instant now, Instant until) {
        claimed.values().removeIf(end -> !now.isBefore(end));
        List<MailJob> free = tables
                .all(
                        SqliteMailJobs::read,
                        "SELECT id, kind, user_id, box, stored_at, useful_until, attempts FROM mail_job"
                                + " WHERE lane = ? AND due <= ? ORDER BY due LIMIT ?",
                        lane.name(),
                        now.toEpochMilli(),
                        most + claimed.size())
                .stream()
                .filter(job -> !claimed.containsKey(job.id()))
                .limit(most)
                .toList();
        free.forEach(job -> claimed.put(job.id(), until));
        return free;
    }

    @Override
    public synchronized void postpone(MailJob job, Instant due) {
        tables.inTransaction(() -> tables.update(
                "UPDATE mail_job SET attempts = attempts + 1, lane = ?, due = ? WHERE id = ? AND attempts = ?",
                Lane.FAILED_BEFORE.name(),
                due.toEpochMilli(),
                job.id(),
                job.attempts()));
        claimed.remove(job.id());
    }

    @Override
    public synchronized void remove(MailJob job) {
        tables.inTransaction(() -> tables.update("DELETE FROM mail_job WHERE id = ?", job.id()));
        claimed.remove(job.id());
    }

    @Override
    public void forget(UserId user) {
        tables.inTransaction(() -> tables.update("DELETE FROM mail_job WHERE user_id = ?", user.value()));
    }

    @Override
    public Backlog backlog() {
        return tables.first(
                        row -> new Backlog(
                                row.getLong(1),
                                row.getObject(2) == null
                                        ? Optional.empty()
                                        : Optional.of(Instant.ofEpochMilli(row.getLong(2)))),
                        "SELECT COUNT(*), MIN(stored_at) FROM mail_job")
                .orElseThrow();
    }

    private static @Nullable String idOf(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static MailJob read(ResultSet row) throws SQLException {
        String user = row.getString(3);
        return new MailJob(
                row.getString(1),
                row.getString(2),
                user == null ? null : new UserId(user),
                row.getBytes(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getInt(7));
    }
}
