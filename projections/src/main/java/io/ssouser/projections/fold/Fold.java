package io.ssouser.projections.fold;

import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A read model as a pure function: which document an event concerns, and what that document is afterwards. No store, clock or chance is in
 * it, so the same fold serves the live read model, a rebuild, and a user as of a moment.
 *
 * <p>A subclass says in its constructor what it does {@linkplain #on on} each event that concerns it; all others leave it as it is.
 *
 * @param <S> what a document holds
 */
public abstract class Fold<S> {
    private final String name;
    private final int version;
    private final Collection collection;
    private final Class<S> type;
    private final Map<Class<?>, Step<S, Object>> steps = new HashMap<>();
    private @Nullable Step<S, Object> otherwise;
    private boolean keepsErased;

    /**
     * @param name of the read model, in kebab case
     * @param version from 1; another one whenever the steps or the fields change, so that the read model is built anew
     * @param fields by which documents are found
     */
    protected Fold(String name, int version, Class<S> type, Collection.Field... fields) {
        this.name = name;
        this.version = version;
        this.type = type;
        this.collection = new Collection(storedName(version), List.of(fields));
    }

    /** What an event makes of a document. */
    @FunctionalInterface
    public interface Step<S, E> {
        /**
         * @param state null when there is no document
         * @return null when there is none afterwards
         */
        @Nullable
        S after(@Nullable S state, E event, RecordedEvent recorded);
    }

    /** What an event makes of a document that must be there. */
    @FunctionalInterface
    public interface Change<S, E> {
        S after(S state, E event, RecordedEvent recorded);
    }

    /** Says what becomes of the document at that kind of event. */
    @SuppressWarnings("unchecked") // A step is asked for events of its own class alone.
    protected final <E> void on(Class<E> event, Step<S, E> step) {
        if (steps.put(event, (Step<S, Object>) step) != null) {
            throw new IllegalArgumentException(name + " has two steps for " + event.getName());
        }
    }

    /** The same, for events that cannot come before the document is there: without it they are parked. */
    protected final <E> void change(Class<E> event, Change<S, E> change) {
        on(event, (state, happened, recorded) -> {
            if (state == null) {
                throw new CannotApply("no document that could change");
            }
            return change.after(state, happened, recorded);
        });
    }

    /** The document ends with that kind of event. */
    protected final void end(Class<?> event) {
        on(event, (state, happened, recorded) -> null);
    }

    /** Says that nothing here is personal, so that the documents of an erased user stay as they are. */
    protected final void nothingPersonal() {
        keepsErased = true;
    }

    /** @throws IllegalArgumentException when it has not said what becomes of the documents of an erased user */
    public final void requireErasure() {
        if (!keepsErased && !steps.containsKey(UserErased.class)) {
            throw new IllegalArgumentException(name + " does not say what becomes of an erased user");
        }
    }

    /** What becomes of the document at every event that has no step of its own. */
    protected final void otherwise(Step<S, Object> step) {
        otherwise = step;
    }

    /** The id of the document that the event concerns; by default that of the user. */
    public String key(RecordedEvent event) {
        return userOf(event.payload()).value();
    }

    /** Which documents it concerns besides: those of which a field has that value. Most events concern none. */
    public Optional<Query.Equals> others(RecordedEvent event) {
        return Optional.empty();
    }

    /**
     * Whether the event may change anything at all.
     *
     * @throws CannotApply for an event that this version does not know: what it might change nobody can say
     */
    public final boolean concerns(Object event) {
        requireKnown(event);
        return otherwise != null || steps.containsKey(event.getClass());
    }

    private static void requireKnown(Object event) {
        if (event instanceof UnknownEvent unknown) {
            throw new CannotApply("unknown event " + unknown.name() + ", revision " + unknown.revision());
        }
    }

    /**
     * What the document is after the event.
     *
     * @param state null when there is no document
     * @return null when there is none afterwards
     * @throws CannotApply for an event that this version does not know, or that cannot follow on this state
     */
    public final @Nullable S evolve(@Nullable S state, RecordedEvent recorded) {
        Object event = recorded.payload();
        requireKnown(event);
        Step<S, Object> step = steps.getOrDefault(event.getClass(), otherwise);
        return step == null ? state : step.after(state, event, recorded);
    }

    /** @throws CannotApply for an event of no user */
    protected static UserId userOf(Object event) {
        if (event instanceof UserEvent of) {
            return of.userId();
        }
        if (event instanceof EmailClaimEvent of) {
            return of.userId();
        }
        if (event instanceof SubscriptionEvent of) {
            return of.userId();
        }
        if (event instanceof IdentityClaimEvent of) {
            return of.userId();
        }
        throw new CannotApply("of no account: " + event.getClass().getName());
    }

    public final String name() {
        return name;
    }

    /** The name under which its documents, positions and parked events are kept: another one for each version. */
    public final String storedName() {
        return collection.name();
    }

    /** The names of the versions before. */
    public final List<String> olderNames() {
        return IntStream.range(1, version).mapToObj(this::storedName).toList();
    }

    private String storedName(int ofVersion) {
        return ofVersion == 1 ? name : name + "-v" + ofVersion;
    }

    /** Where its documents are kept, and by which fields they are found. */
    public final Collection collection() {
        return collection;
    }

    /** The class of what a document holds. */
    public final Class<S> type() {
        return type;
    }
}
