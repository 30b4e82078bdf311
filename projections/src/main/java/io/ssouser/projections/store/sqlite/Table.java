package io.ssouser.projections.store.sqlite;

import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The statements of one collection. Names come from code and are checked all the same; what people send is always bound. */
final class Table {
    private static final Pattern COLLECTION = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final String name;
    private final Map<String, Collection.Kind> kinds = new LinkedHashMap<>();

    Table(Collection collection) {
        this.name = "\"documents of " + checked(COLLECTION, collection.name()) + '"';
        for (Collection.Field field : collection.fields()) {
            if (kinds.put(checked(FIELD, field.name()), field.kind()) != null) {
                throw new IllegalArgumentException("Declared twice: " + field.name());
            }
        }
    }

    private static String checked(Pattern form, String name) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name: " + name);
        }
        return name;
    }

    String fields() {
        return kinds.toString();
    }

    List<Sql> definition() {
        StringBuilder columns = new StringBuilder();
        kinds.forEach((field, kind) -> columns.append((", \"%1$s\" NOT NULL GENERATED ALWAYS AS"
                        + " (CASE WHEN json_valid(_json) THEN json_extract(_json, '$.%1$s') END) STORED"
                        + " CHECK (typeof(\"%1$s\") = '%2$s')")
                .formatted(field, kind.name().toLowerCase(Locale.ROOT))));
        List<Sql> statements = new ArrayList<>();
        statements.add(new Sql("CREATE TABLE " + name + " (_id TEXT NOT NULL UNIQUE, _position INTEGER NOT NULL,"
                + " _json TEXT NOT NULL CHECK (json_valid(_json) AND json_type(_json) = 'object')" + columns + ")"));
        kinds.keySet()
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

    Sql delete(String id) {
        return new Sql("DELETE FROM " + name + " WHERE _id = ?", id);
    }

    Sql clear() {
        return new Sql("DELETE FROM " + name);
    }

    Sql find(String id) {
        return new Sql("SELECT _id, _position, _json FROM " + name + " WHERE _id = ?", id);
    }

    Sql find(Query query) {
        return new Selection(kinds, query).page("SELECT _id, _position, _json FROM " + name);
    }

    Sql count(Query query) {
        return new Selection(kinds, query).all("SELECT COUNT(*) FROM " + name);
    }
}
