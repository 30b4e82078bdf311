package io.ssouser.projections;

import io.ssouser.projections.fold.CannotApply;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Documents.At;
import io.ssouser.projections.store.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one read model as some events leave them: each is loaded once, changed in memory, and saved once. An event that its
 * document has seen changes nothing, so a batch that comes again ends in the same documents. Of one thread.
 */
final class FoldedBatch<S> {
    private static final int AT_ONCE = 1_000;

    private final Fold<S> fold;
    private final Documents<S> documents;
    private final Map<String, At<S>> loaded = new LinkedHashMap<>();
    private final Map<String, At<S>> changed = new LinkedHashMap<>();
    private long until = -1;

    FoldedBatch(Fold<S> fold, Documents<S> documents) {
        this.fold = fold;
        this.documents = documents;
    }

    /** The position of the last event that was to be applied. */
    long until() {
        return until;
    }

    /**
     * @throws CannotApply when the read model cannot take it in; then nothing has changed
     * @throws BatchRefused when it needs what earlier events changed, and that cannot be saved
     */
    void apply(RecordedEvent event) {
        until = event.position();
        if (!fold.concerns(event.payload())) {
            return;
        }
        Map<String, At<S>> after = new LinkedHashMap<>();
        fold.others(event).ifPresent(where -> {
            saveEarlier();
            for (At<S> other : allWhere(where)) {
                after.put(other.id(), evolved(other, event));
            }
        });
        String key = fold.key(event);
        after.put(key, evolved(current(key), event));
        after.forEach((id, document) -> {
            if (loaded.put(id, document) != document && document.position() == event.position()) {
                changed.put(id, document);
            }
        });
    }

    private At<S> evolved(At<S> before, RecordedEvent event) {
        if (before.position() >= event.position()) {
            return before;
        }
        S after = fold.evolve(before.value(), event);
        return after == null && before.value() == null ? before : new At<>(before.id(), event.position(), after);
    }

    private At<S> current(String id) {
        return loaded.computeIfAbsent(id, documents::at);
    }

    private List<At<S>> allWhere(Query.Equals where) {
        List<At<S>> all = new ArrayList<>();
        Query.@Nullable Cursor after = null;
        List<At<S>> some;
        do {
            some = documents.at(new Query(List.of(where), where.field(), false, after, 0, AT_ONCE));
            all.addAll(some);
            after = some.isEmpty()
                    ? null
                    : new Query.Cursor(where.value(), some.get(some.size() - 1).id());
        } while (some.size() == AT_ONCE);
        return all;
    }

    /** What a query is to find. A document that is refused here is not the fault of the event that asks. */
    private void saveEarlier() {
        try {
            save();
        } catch (RuntimeException failure) {
            throw ParkingPolicy.passes(failure) ? failure : new BatchRefused(failure);
        }
    }

    /** Writes what has changed, within the transaction of the calling thread. What cannot be written is forgotten, and loaded anew. */
    void save() {
        try {
            changed.values().forEach(this::save);
        } catch (RuntimeException refused) {
            loaded.keySet().removeAll(changed.keySet());
            throw refused;
        } finally {
            changed.clear();
        }
    }

    private void save(At<S> document) {
        S value = document.value();
        if (value == null) {
            documents.delete(document.id(), document.position());
        } else {
            documents.save(document.id(), document.position(), value);
        }
    }
}
