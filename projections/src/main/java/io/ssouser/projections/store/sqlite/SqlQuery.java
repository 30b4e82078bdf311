package io.ssouser.projections.store.sqlite;

import io.ssouser.projections.store.DeclaredFields;
import io.ssouser.projections.store.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A query over declared fields as SQL, with every value bound. */
final class SqlQuery {
    private final DeclaredFields fields;
    private final Query query;
    private final List<String> terms = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    SqlQuery(DeclaredFields fields, Query query) {
        this.fields = fields;
        this.query = query;
        query.conditions().forEach(this::add);
    }

    private void add(Query.Condition condition) {
        if (condition instanceof Query.Equals equals) {
            add(equals.field(), " = ", equals.value());
        } else if (condition instanceof Query.In in) {
            in.values().forEach(value -> bind(in.field(), value));
            terms.add(column(in.field()) + " IN ("
                    + String.join(", ", Collections.nCopies(in.values().size(), "?")) + ")");
        } else if (condition instanceof Query.Range range) {
            if (range.from() != null) {
                add(range.field(), " >= ", range.from());
            }
            if (range.to() != null) {
                add(range.field(), " < ", range.to());
            }
        }
    }

    private void add(String field, String operator, Object value) {
        terms.add(column(field) + operator + "?");
        bind(field, value);
    }

    private void bind(String field, Object value) {
        fields.requireKind(field, value);
        values.add(value);
    }

    private String column(String field) {
        fields.require(field);
        return '"' + field + '"';
    }

    Sql all(String select) {
        return new Sql(select + where(), values);
    }

    /** @throws IllegalArgumentException when the page has no sound bounds */
    Sql page(String select) {
        fields.requirePage(query);
        Query.Cursor after = query.after();
        if (after != null) {
            continueBehind(after);
        }
        String direction = query.descending() ? " DESC" : " ASC";
        values.add(query.limit());
        values.add(query.skip());
        return new Sql(
                select + where() + " ORDER BY " + column(query.orderBy()) + direction + ", _id" + direction
                        + " LIMIT ? OFFSET ?",
                values);
    }

    private void continueBehind(Query.Cursor after) {
        String beyond = query.descending() ? " < " : " > ";
        // With the order value given, the index leads straight to the id; a pair would be walked to from the start.
        if (query.conditions().contains(new Query.Equals(query.orderBy(), after.orderValue()))) {
            terms.add("_id" + beyond + "?");
        } else {
            terms.add("(" + column(query.orderBy()) + ", _id)" + beyond + "(?, ?)");
            bind(query.orderBy(), after.orderValue());
        }
        values.add(after.id());
    }

    private String where() {
        return terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
    }
}
