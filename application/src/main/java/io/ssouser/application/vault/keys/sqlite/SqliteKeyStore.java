package io.ssouser.application.vault.keys.sqlite;

import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.application.vault.keys.WrappedKey;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Wrapped keys in one table of {@code keys.db}, which is backed up apart from the log. Throws
 * {@link StoreUnavailable} when the file cannot be used now.
 */
public final class SqliteKeyStore implements KeyStore {
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS wrapped_key("
            + "id TEXT PRIMARY KEY, master_key TEXT NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID";
    private static final String FIND = "SELECT master_key, bytes FROM wrapped_key WHERE id = ?";
    private static final String KEEP =
            "INSERT INTO wrapped_key(id, master_key, bytes) VALUES(?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String REPLACE =
            "INSERT INTO wrapped_key(id, master_key, bytes) VALUES(?, ?, ?) ON CONFLICT(id) DO UPDATE SET"
                    + " master_key = excluded.master_key, bytes = excluded.bytes WHERE length(wrapped_key.bytes) > 0";
    private static final String ALL = "SELECT master_key, bytes, id FROM wrapped_key ORDER BY id";

    private final ConnectionProvider connections;
    private final TransactionManager transactions;
    private final Runnable checkpoint;

    /**
     * All three are of one {@code SqliteDatabase} that waits for the disk at every commit.
     *
     * @param checkpoint run after a key was replaced, because the write-ahead log keeps the old one until it is copied back and cut
     */
    public SqliteKeyStore(ConnectionProvider connections, TransactionManager transactions, Runnable checkpoint) {
        this.connections = connections;
        this.transactions = transactions;
        this.checkpoint = checkpoint;
        inTransaction(connection -> {
            try (Statement create = connection.createStatement()) {
                // What a destroyed key leaves on its page must not outlive it.
                create.execute("PRAGMA secure_delete = ON");
                return create.execute(TABLE);
            }
        });
    }

    @Override
    public Optional<WrappedKey> find(String id) {
        return on(connection -> read(connection, id));
    }

    @Override
    public WrappedKey keepIfAbsent(String id, WrappedKey key) {
        return inTransaction(connection -> {
            write(connection, KEEP, id, key);
            return read(connection, id).orElseThrow();
        });
    }

    @Override
    public Set<String> keepAllAbsent(Map<String, WrappedKey> keys) {
        return inTransaction(connection -> {
            Set<String> kept = new HashSet<>();
            for (Map.Entry<String, WrappedKey> key : keys.entrySet()) {
                if (write(connection, KEEP, key.getKey(), key.getValue()) == 0) {
                    kept.add(key.getKey());
                }
            }
            return kept;
        });
    }

    @Override
    public void replace(String id, WrappedKey key) {
        inTransaction(connection -> write(connection, REPLACE, id, key));
        checkpoint.run();
    }

    @Override
    public void forEach(BiConsumer<String, WrappedKey> reader) {
        on(connection -> {
            try (Statement all = connection.createStatement();
                    ResultSet row = all.executeQuery(ALL)) {
                while (row.next()) {
                    reader.accept(row.getString(3), keyIn(row));
                }
                return true;
            }
        });
    }

    private static WrappedKey keyIn(ResultSet row) throws SQLException {
        return new WrappedKey(row.getString(1), row.getBytes(2));
    }

    private static Optional<WrappedKey> read(Connection connection, String id) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, id);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(keyIn(row)) : Optional.empty();
            }
        }
    }

    private static int write(Connection connection, String sql, String id, WrappedKey key) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(sql)) {
            write.setString(1, id);
            write.setString(2, key.masterKey());
            write.setBytes(3, key.bytes());
            return write.executeUpdate();
        }
    }

    private <T> T inTransaction(Work<T> work) {
        return transactions.fetchInTransaction(() -> on(work));
    }

    private <T> T on(Work<T> work) {
        try (Connection connection = connections.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw StoreUnavailable.or("The key store cannot answer", e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
