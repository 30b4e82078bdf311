package io.ssouser.projections;

import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDeadLetterQueue;
import io.ssouser.eventstore.sqlite.SqliteTokenStore;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.sqlite.SqliteDocumentStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** Read models in a file. */
final class SqliteViews implements Views {
    private final SqliteDatabase database;
    private final DocumentStore documents;
    private final SqliteTokenStore tokens;

    SqliteViews(Path file) {
        this.database = SqliteDatabase.open(file, SqliteDatabase.Durability.REBUILDABLE);
        this.documents = new SqliteDocumentStore(database, database);
        this.tokens = new SqliteTokenStore(database, database);
    }

    @Override
    public DocumentStore documents() {
        return documents;
    }

    @Override
    public TransactionManager transactions() {
        return database;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public Map<Integer, Long> positions(String group) {
        return tokens.positions(group);
    }

    @Override
    public ParkedEvents parkedEvents(Clock clock) {
        return (group, eventAt) -> new SqliteDeadLetterQueue(group, database, database, eventAt, clock);
    }

    @Override
    public Map<String, String> everything(String collection) {
        Map<String, String> everything = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT _id, _json FROM \"documents of " + collection + "\"")) {
            while (rows.next()) {
                everything.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return everything;
    }

    @Override
    public void close() {
        database.close();
    }
}
