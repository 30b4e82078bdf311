package io.ssouser.eventstore.state;

import io.ssouser.eventstore.log.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The documents of one {@link StateSchema}. A write of one document is one atomic step, and of any number of callers at once whose write
 * ends its own condition exactly one is answered with true. What is not declared, or no index answers, is an {@link
 * IllegalArgumentException}. Throws {@link StoreUnavailable} when the store cannot answer now: then a write was made or not.
 */
public interface StateCollection {
    Optional<StateDocument> find(String id);

    /** One that meets the condition. */
    Optional<StateDocument> first(Where condition);

    /** The first that meet the condition, in ascending order of a field, at most so many. */
    List<StateDocument> first(Where condition, String orderBy, int most);

    long count(Where condition);

    /** Shows all, in the order of the bytes of their ids and in constant memory. */
    void forEach(Consumer<StateDocument> reader);

    /** @return false, and nothing is changed, when the id is taken */
    boolean insert(StateDocument document);

    /**
     * Inserts those whose ids are free, in fewer steps than one by one. Some may be inserted and others not when it fails.
     *
     * @return the ids that were taken
     */
    Set<String> insertAll(List<StateDocument> documents);

    /**
     * Sets the given fields of the document of that id, and leaves the others as they are.
     *
     * @return false, and nothing is changed, when there is none of that id that meets the condition
     */
    boolean update(StateDocument changes, Where condition);

    /** As {@link #update}, but fields that are not given are absent afterwards. */
    boolean replace(StateDocument document, Where condition);

    /** @return false, and nothing is changed, when there is none of that id that meets the condition */
    boolean delete(String id, Where condition);

    /** Not at one moment on every store: others may see some of them gone. */
    void deleteAll(Where condition);

    /**
     * Deletes a bounded number of those that have {@link StateSchema#expires expired}, the oldest first, unless the store does so by itself.
     * Called with each insert it never falls behind. Whoever reads must still look at the time.
     */
    void expire(Instant now);

    /**
     * The same documents, for writes that only those alive need: claims and reservations that run out by themselves. Where one process owns the
     * store they are not waited for on disk, so that a power cut may take them; a killed process leaves them.
     */
    StateCollection claims();
}
