package io.ssouser.projections;

import io.ssouser.eventstore.sqlite.BoundSql;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDeadLetterQueue;
import io.ssouser.eventstore.sqlite.SqliteTokenStore;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.sqlite.SqliteDocumentStore;
import java.nio.file.Path;
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
        this.documents = new SqliteDocumentStore(database);
        this.tokens = new SqliteTokenStore(database);
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
        return (group, eventAt) -> new SqliteDeadLetterQueue(group, database, eventAt, clock);
    }

    @Override
    public Map<String, String> everything(String collection) {
        Map<String, String> everything = new TreeMap<>();
        new BoundSql(database)
                .forEach(
                        "SELECT _id, _json FROM \"documents of " + collection + "\"",
                        row -> everything.put(row.getString(1), row.getString(2)));
        return everything;
    }

    @Override
    public void close() {
        database.close();
    }
}
