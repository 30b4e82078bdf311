package io.ssouser.eventstore.axon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the dead letters of one processing group. Writes belong to the thread's transaction, which need not see them before its end. */
public interface DeadLetters {

    /** Nothing happens when the event is parked already. */
    void add(ParkedLetter letter);

    /** Whether the sequence stopped at this position or before it. */
    boolean holdsUp(String sequence, long position);

    /** Nothing happens when there is no such letter. */
    void remove(long position);

    /**
     * Counts one more attempt, and lets the sequence wait behind all others.
     *
     * @return false when there is no such letter
     */
    boolean failedAgain(long position, Instant at, @Nullable String cause, @Nullable String message);

    /** In the order of the log. */
    List<Long> positions(String sequence);

    /** The one that has waited longest since its last try comes first. */
    List<String> sequences();

    Optional<ParkedLetter> letter(long position);

    long size();

    void clear();
}
