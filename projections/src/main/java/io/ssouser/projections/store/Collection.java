package io.ssouser.projections.store;

import java.util.List;

/**
 * A collection and the fields by which its documents can be found.
 *
 * @param name kebab case, the name of the read model
 * @param fields top-level members of the JSON with text or integer values; compared as texts or as numbers
 */
public record Collection(String name, List<Field> fields) {
    public record Field(String name, Kind kind) {}

    public enum Kind {
        TEXT,
        INTEGER
    }
}
