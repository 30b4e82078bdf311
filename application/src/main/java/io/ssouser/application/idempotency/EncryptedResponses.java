package io.ssouser.application.idempotency;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The store of answers, which cannot read them, and of who is at work on one. */
public interface EncryptedResponses {
    /** How long an answer is kept. */
    Duration KEPT = Duration.ofHours(24);

    /**
     * How long whoever is at work on an answer is left alone: longer than a command takes, and than the clocks of two nodes differ; short
     * for a client whose first request went down with its node.
     */
    Duration RESERVED = Duration.ofMinutes(1);

    /**
     * The right to keep the answer of that id, which one caller has.
     *
     * @param until when another may take it over; no two reservations of an id have it in common
     */
    record Reservation(TokenHash id, Instant until) {}

    /** What was kept under that id less than {@link #KEPT} ago. */
    Optional<byte[]> find(TokenHash id, Instant now);

    /**
     * Reserves the id for {@link #RESERVED}; need not outlive the process where one owns the store. Of any number of callers at once
     * exactly one gets it, and nobody while an answer is kept.
     */
    Optional<Reservation> reserve(TokenHash id, Instant now);

    /** Keeps the answer in place of its reservation, durably. Keeps nothing when that ran out and another took it over. */
    void keep(Reservation place, UserId user, byte[] box, Instant now);

    /** Gives the reservation back. Changes nothing when it was used or taken over. */
    void release(Reservation place);

    /** How many of the user's answers are not too old. */
    long countOf(UserId user, Instant now);
}
