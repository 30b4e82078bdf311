package io.ssouser.projections.store.mongodb;

import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/** What one unit of work means to write to one collection, and the collection as it will be then. Of one thread. */
final class PendingDocuments {
    private static final long NEVER = Long.MIN_VALUE;

    private final DocumentCollection collection;
    private final Map<String, DocumentWrite> writes = new LinkedHashMap<>();
    /** What the kept documents have seen, of those that were looked at. */
    private final Map<String, Long> seen = new HashMap<>();

    private final Set<String> forgotten = new HashSet<>();
    private boolean cleared;

    PendingDocuments(DocumentCollection collection) {
        this.collection = collection;
    }

    void add(DocumentWrite write) {
        DocumentWrite earlier = writes.get(write.id());
        long reached = Math.max(earlier == null ? NEVER : earlier.position(), seen.getOrDefault(write.id(), NEVER));
        if (write.position() > reached) {
            writes.put(write.id(), write);
        }
    }

    void forget(String id) {
        writes.remove(id);
        seen.put(id, NEVER);
        forgotten.add(id);
    }

    void clear() {
        writes.clear();
        seen.clear();
        forgotten.clear();
        cleared = true;
    }

    Optional<Document> find(String id) {
        Kept kept = kept(id);
        return Optional.ofNullable(kept.json()).map(json -> new Document(id, kept.position(), json));
    }

    Kept kept(String id) {
        Kept kept = Kept.NOTHING;
        if (!cleared && !forgotten.contains(id) && !(writes.containsKey(id) && seen.containsKey(id))) {
            Optional<BsonDocument> stored = collection.kept(id);
            look(id, stored.map(DocumentCollection::position).orElse(NEVER));
            kept = stored.map(DocumentCollection::asKept).orElse(Kept.NOTHING);
        }
        DocumentWrite write = writes.get(id);
        return write == null ? kept : write.asKept();
    }

    List<Document> find(MongoQuery query) {
        Set<String> changed = changed();
        List<DocumentWrite> found =
                new ArrayList<>(mine(query).filter(query::isBehindCursor).toList());
        if (!cleared) {
            found.addAll(collection.page(query, changed, 0, query.skip() + query.limit()));
        }
        return found.stream()
                .sorted(query.order())
                .skip(query.skip())
                .limit(query.limit())
                .flatMap(write -> Stream.ofNullable(write.document()))
                .toList();
    }

    long count(MongoQuery query) {
        Set<String> changed = changed();
        return mine(query).count() + (cleared ? 0 : collection.count(query, changed));
    }

    /** What counts here and not as it is kept. */
    private Set<String> changed() {
        dropWhatWasSeen();
        Set<String> changed = new HashSet<>(writes.keySet());
        changed.addAll(forgotten);
        return changed;
    }

    private Stream<DocumentWrite> mine(MongoQuery query) {
        return writes.values().stream()
                .filter(write -> write.document() != null)
                .filter(query::isMetBy);
    }

    private void dropWhatWasSeen() {
        List<String> unknown = cleared
                ? List.of()
                : writes.keySet().stream().filter(id -> !seen.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            Map<String, Long> kept = collection.positions(unknown);
            unknown.forEach(id -> look(id, kept.getOrDefault(id, NEVER)));
        }
    }

    private void look(String id, long position) {
        seen.put(id, position);
        DocumentWrite write = writes.get(id);
        if (write != null && write.position() <= position) {
            writes.remove(id);
        }
    }

    void send() {
        if (cleared) {
            collection.deleteAll();
        } else if (!forgotten.isEmpty()) {
            collection.forget(forgotten);
        }
        collection.send(List.copyOf(writes.values()));
    }
}
