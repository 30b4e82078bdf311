package io.ssouser.eventstore.state;

import io.ssouser.eventstore.state.StateSchema.Expiry;
import io.ssouser.eventstore.state.Where.Term;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps the state in memory, under one lock. */
public final class FakeStateStore implements StateStore {
    private final Map<String, Map<String, StateDocument>> collections = new HashMap<>();
    private int reads;

    /** How often one document was looked for by its id. */
    public synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized StateCollection collection(StateSchema schema) {
        return new InMemory(schema, collections.computeIfAbsent(schema.name(), name -> new TreeMap<>()));
    }

    @Override
    public synchronized <T> T together(Supplier<T> writes) {
        return writes.get();
    }

    private final class InMemory implements StateCollection {
        private final StateSchema schema;
        private final Map<String, StateDocument> kept;

        private InMemory(StateSchema schema, Map<String, StateDocument> kept) {
            this.schema = schema;
            this.kept = kept;
        }

        @Override
        public Optional<StateDocument> find(String id) {
            synchronized (FakeStateStore.this) {
                reads++;
                return Optional.ofNullable(kept.get(id));
            }
        }

        @Override
        public Optional<StateDocument> first(Where condition) {
            schema.requireIndexed(condition, null);
            return those(condition).findFirst();
        }

        @Override
        public List<StateDocument> first(Where condition, String orderBy, int most) {
            schema.requireIndexed(condition, orderBy);
            Comparator<StateDocument> order = Comparator.comparing(document -> document.time(orderBy));
            return those(condition).sorted(order).limit(most).toList();
        }

        @Override
        public long count(Where condition) {
            if (!condition.terms().isEmpty()) {
                schema.requireIndexed(condition, null);
            }
            return those(condition).count();
        }

        private Stream<StateDocument> those(Where condition) {
            synchronized (FakeStateStore.this) {
                return List.copyOf(kept.values()).stream().filter(document -> meets(document, condition));
            }
        }

        @Override
        public void forEach(Consumer<StateDocument> reader) {
            those(Where.ANY).forEach(reader);
        }

        @Override
        public boolean insert(StateDocument document) {
            schema.require(document);
            synchronized (FakeStateStore.this) {
                return kept.putIfAbsent(document.id(), stored(document)) == null;
            }
        }

        @Override
        public Set<String> insertAll(List<StateDocument> documents) {
            Set<String> taken = new HashSet<>();
            for (StateDocument document : documents) {
                if (!insert(document)) {
                    taken.add(document.id());
                }
            }
            return taken;
        }

        @Override
        public boolean update(StateDocument changes, Where condition) {
            schema.require(changes);
            synchronized (FakeStateStore.this) {
                StateDocument changed = kept.get(changes.id());
                for (Map.Entry<String, Object> change : stored(changes).values().entrySet()) {
                    changed = changed == null ? null : changed.with(change.getKey(), change.getValue());
                }
                return changed != null && replace(changed, condition);
            }
        }

        @Override
        public boolean replace(StateDocument document, Where condition) {
            schema.require(document);
            synchronized (FakeStateStore.this) {
                boolean meant = holds(document.id(), condition);
                if (meant) {
                    kept.put(document.id(), stored(document));
                }
                return meant;
            }
        }

        @Override
        public boolean delete(String id, Where condition) {
            synchronized (FakeStateStore.this) {
                return holds(id, condition) && kept.remove(id) != null;
            }
        }

        @Override
        public void deleteAll(Where condition) {
            schema.requireIndexed(condition, null);
            those(condition).forEach(document -> delete(document.id(), Where.ANY));
        }

        @Override
        public void expire(Instant now) {
            Expiry expiry = schema.expiry();
            if (expiry != null) {
                those(Where.ANY.notAfter(expiry.field(), now.minus(expiry.after())))
                        .forEach(document -> delete(document.id(), Where.ANY));
            }
        }

        @Override
        public StateCollection claims() {
            return this;
        }

        private boolean holds(String id, Where condition) {
            schema.require(condition);
            return find(id).filter(document -> meets(document, condition)).isPresent();
        }
    }

    private static StateDocument stored(StateDocument document) {
        StateDocument stored = new StateDocument(document.id());
        for (Map.Entry<String, Object> field : document.values().entrySet()) {
            stored = stored.with(field.getKey(), stored(field.getValue()));
        }
        return stored;
    }

    private static Object stored(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        return value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MILLIS) : value;
    }

    private static boolean meets(StateDocument document, Where condition) {
        return condition.terms().stream().allMatch(term -> meets(document, term));
    }

    private static boolean meets(StateDocument document, Term term) {
        Object value = document.values().get(term.field());
        if (value == null || term.value() == null) {
            return value == null && term.value() == null;
        }
        Object other = stored(term.value());
        return switch (term.comparison()) {
            case EQUAL -> Objects.deepEquals(value, other);
            case ABSENT -> false;
            case AFTER -> ((Instant) value).isAfter((Instant) other);
            case NOT_AFTER -> !((Instant) value).isAfter((Instant) other);
        };
    }
}
