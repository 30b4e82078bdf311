package io.ssouser.projections.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One collection of the store, read and written as records. Members are snake case, values that are one text are that text, instants are
 * RFC 3339 in UTC with six fractional digits, so that texts sort as instants do.
 */
public final class Documents<T> {
    private static final JsonMapper JSON = DocumentJson.mapper();

    private final DocumentStore store;
    private final String collection;
    private final Class<T> type;

    /** Declares the collection. */
    public Documents(DocumentStore store, Collection collection, Class<T> type) {
        this.store = store;
        this.collection = collection.name();
        this.type = type;
        store.declare(collection);
    }

    /**
     * A document, or what is left of it.
     *
     * @param position of the newest event that it has seen; -1 when there was never anything
     * @param value null when there is no document
     */
    public record At<T>(String id, long position, @Nullable T value) {}

    public Optional<T> find(String id) {
        return store.find(collection, id).map(document -> read(document.json()));
    }

    public List<T> find(Query query) {
        return store.find(collection, query).stream()
                .map(document -> read(document.json()))
                .toList();
    }

    /** The document with the position that it has seen. */
    public At<T> at(String id) {
        Kept kept = store.kept(collection, id);
        return new At<>(id, kept.position(), kept.json() == null ? null : read(kept.json()));
    }

    /** The same of all that a query finds. */
    public List<At<T>> at(Query query) {
        return store.find(collection, query).stream()
                .map(document -> new At<>(document.id(), document.position(), read(document.json())))
                .toList();
    }

    public long count(Query query) {
        return store.count(collection, query);
    }

    /** @param position of the event behind it */
    public void save(String id, long position, T value) {
        store.save(collection, new Document(id, position, JSON.writeValueAsString(value)));
    }

    /** Deletes the document unless it has seen the event at this position, or one behind it. */
    public void delete(String id, long position) {
        store.delete(collection, id, position);
    }

    /** Deletes the document, whatever it has seen, and lets it be saved again by older events. */
    public void forget(String id) {
        store.forget(collection, id);
    }

    public void clear() {
        store.clear(collection);
    }

    private T read(String json) {
        return JSON.readValue(json, type);
    }
}
