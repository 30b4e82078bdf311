package io.ssouser.projections.store.sqlite;

import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DeclaredFields;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The statements of one collection. Names are checked; what people send is always bound. */
final class Table {
    private final String name;
    private final DeclaredFields fields;

    Table(Collection collection) {
        this.fields = new DeclaredFields(collection);
        this.name = "\"documents of " + collection.name() + '"';
    }

    String fields() {
        return fields.toString();
    }

    List<Sql> definition() {
        StringBuilder columns = new StringBuilder();
        fields.kinds()
                .forEach((field, kind) -> columns.append((", \"%1$s\" NOT NULL GENERATED ALWAYS AS"
                                + " (CASE WHEN json_valid(_json) THEN json_extract(_json, '$.%1$s') END) STORED"
                                + " CHECK (typeof(\"%1$s\") = '%2$s')")
                        .formatted(field, kind.name().toLowerCase(Locale.ROOT))));
        List<Sql> statements = new ArrayList<>();
        statements.add(new Sql("CREATE TABLE " + name + " (_id TEXT NOT NULL UNIQUE, _position INTEGER NOT NULL,"
                + " _json TEXT NOT NULL CHECK (json_valid(_json) AND json_type(_json) = 'object')" + columns + ")"));
        fields.kinds()
                .keySet()
                .forEach(field -> statements.add(new Sql("CREATE INDEX \"%s by %s\" ON %s (\"%s\", _id)"
                        .formatted(name.replace("\"", ""), field, name, field))));
        return statements;
    }

    Sql save(Document document) {
        return new Sql(
                "INSERT INTO " + name + " (_id, _position, _json) VALUES (?, ?, ?) ON CONFLICT (_id) DO UPDATE SET"
                        + " _position = excluded._position, _json = excluded._json WHERE excluded._position > _position",
                document.id(),
                document.position(),
                document.json());
    }

    Sql delete(String id, long position) {
        return new Sql("DELETE FROM " + name + " WHERE _id = ? AND _position < ?", id, position);
    }

    Sql forget(String id) {
        return new Sql("DELETE FROM " + name + " WHERE _id = ?", id);
    }

    /** @throws IllegalArgumentException for what is not the name of a collection */
    static Sql drop(String collection) {
        return new Sql("DROP TABLE IF EXISTS " + new Table(new Collection(collection, List.of())).name);
    }

    Sql clear() {
        return new Sql("DELETE FROM " + name);
    }

    Sql find(String id) {
        return new Sql("SELECT _id, _position, _json FROM " + name + " WHERE _id = ?", id);
    }

    Sql find(Query query) {
        return new SqlQuery(fields, query).page("SELECT _id, _position, _json FROM " + name);
    }

    Sql count(Query query) {
        return new SqlQuery(fields, query).all("SELECT COUNT(*) FROM " + name);
    }
}
