package io.ssouser.projections.store.sqlite;

import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.sqlite.BoundSql;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Kept;
import io.ssouser.projections.store.Query;
import io.ssouser.projections.store.StoreFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sqlite.SQLiteErrorCode;

/**
 * Documents in SQLite: one table a collection, one generated column and one index a field, so a document and what it is found by
 * cannot differ. A document that lacks a declared field, or holds another kind of value there, is refused with an
 * {@link IllegalArgumentException}: no query could find it. Does not close the database, which others share.
 */
public final class SqliteDocumentStore implements DocumentStore {
    private final SqliteDatabase database;
    private final BoundSql sql;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    /** Writes join the thread's transaction on the database. */
    public SqliteDocumentStore(SqliteDatabase database) {
        this.database = database;
        this.sql = new BoundSql(database, database, (tried, e) -> failure(e));
        write(new Sql(
                "CREATE TABLE IF NOT EXISTS collections (name TEXT PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID"));
    }

    @Override
    public void declare(Collection collection) {
        Table table = new Table(collection);
        database.executeInTransaction(() -> {
            List<String> kept = read(
                    new Sql("SELECT fields FROM collections WHERE name = ?", collection.name()),
                    row -> row.getString(1));
            if (kept.isEmpty()) {
                table.definition().forEach(this::write);
                write(new Sql(
                        "INSERT INTO collections (name, fields) VALUES (?, ?)", collection.name(), table.fields()));
            } else if (!kept.get(0).equals(table.fields())) {
                throw new IllegalArgumentException("Collection " + collection.name() + " was declared with the fields "
                        + kept.get(0) + ", not " + table.fields());
            }
        });
        tables.put(collection.name(), table);
    }

    @Override
    public void save(String collection, Document document) {
        write(table(collection).save(document));
    }

    @Override
    public void delete(String collection, String id, long position) {
        write(table(collection).delete(id, position));
    }

    @Override
    public void forget(String collection, String id) {
        write(table(collection).forget(id));
    }

    @Override
    public void clear(String collection) {
        write(table(collection).clear());
    }

    @Override
    public void drop(String collection) {
        database.executeInTransaction(() -> {
            write(Table.drop(collection));
            write(new Sql("DELETE FROM collections WHERE name = ?", collection));
        });
        tables.remove(collection);
    }

    @Override
    public Optional<Document> find(String collection, String id) {
        return read(table(collection).find(id), SqliteDocumentStore::document).stream()
                .findFirst();
    }

    @Override
    public Kept kept(String collection, String id) {
        return find(collection, id)
                .map(document -> new Kept(document.position(), document.json()))
                .orElse(Kept.NOTHING);
    }

    @Override
    public List<Document> find(String collection, Query query) {
        return read(table(collection).find(query), SqliteDocumentStore::document);
    }

    @Override
    public long count(String collection, Query query) {
        return read(table(collection).count(query), row -> row.getLong(1)).get(0);
    }

    @Override
    public void close() {}

    private Table table(String collection) {
        Table table = tables.get(collection);
        if (table == null) {
            throw new IllegalArgumentException("No collection " + collection + " was declared");
        }
        return table;
    }

    private static Document document(ResultSet row) throws SQLException {
        return new Document(row.getString(1), row.getLong(2), row.getString(3));
    }

    /** A refused document is told outside: an exception that passes a transaction dooms all that the caller wrote in it. */
    private void write(Sql statement) {
        Optional<IllegalArgumentException> refused = database.fetchInTransaction(() -> {
            try {
                sql.writeWithin(statement.text(), statement.values().toArray());
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(e);
            }
        });
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    private <T> List<T> read(Sql statement, BoundSql.Row<T> row) {
        return sql.read(statement.text(), row, statement.values().toArray());
    }

    private static RuntimeException failure(SQLException e) {
        if ((e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            // Without the cause, which would say that the store has failed: the document is to blame, and nothing
            // else.
            return new IllegalArgumentException("The document lacks a declared field: " + e.getMessage());
        }
        return StoreFailure.of(e, StoreUnavailable.mayPass(e));
    }
}
