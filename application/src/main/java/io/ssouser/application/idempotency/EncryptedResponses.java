package io.ssouser.application.idempotency;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.Where;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The store of answers, which cannot read them, and of who is at work on one. A reservation is the document of the answer before there is one:
 * inserted under the id, or put in the place of what has run out; the answer is put in the place of just that reservation. Each is one write, so a
 * process that dies leaves what runs out by itself, and one that was paused keeps nothing where another took over.
 */
public final class EncryptedResponses {
    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /**
     * How long whoever is at work on an answer is left alone: longer than a command takes, and than the clocks of two nodes differ; short
     * for a client whose first request went down with its node.
     */
    public static final Duration RESERVED = Duration.ofMinutes(1);

    private static final StateSchema SCHEMA = StateSchema.named("sealed-answer")
            .texts("user_id")
            .bytes("answer")
            .times("expires_at")
            .index("user", "user_id", "expires_at")
            .expires("expires_at", Duration.ZERO);

    private final StateStore store;
    private final StateCollection answers;

    public EncryptedResponses(StateStore store) {
        this.store = store;
        this.answers = store.collection(SCHEMA);
    }

    /**
     * The right to keep the answer of that id, which one caller has.
     *
     * @param until when another may take it over; no two reservations of an id have it in common
     */
    public record Reservation(TokenHash id, Instant until) {
        /** An answer is kept for longer, so none has the expiry of a reservation that came before it. */
        private Where isKept() {
            return Where.ANY.is("expires_at", until);
        }
    }

    /** What was kept under that id less than {@link #KEPT} ago. */
    public Optional<byte[]> find(TokenHash id, Instant now) {
        return answers.find(id.hex())
                .filter(found -> found.has("answer") && found.time("expires_at").isAfter(now))
                .map(found -> found.bytes("answer"));
    }

    /**
     * Reserves the id for {@link #RESERVED}. Of any number of callers at once exactly one gets it, and nobody while an answer is kept.
     */
    public Optional<Reservation> reserve(TokenHash id, Instant now) {
        Reservation mine = new Reservation(id, now.plus(RESERVED).truncatedTo(ChronoUnit.MILLIS));
        StateDocument place = new StateDocument(id.hex()).with("expires_at", mine.until());
        StateCollection claims = answers.claims();
        return claims.insert(place) || claims.replace(place, Where.ANY.notAfter("expires_at", now))
                ? Optional.of(mine)
                : Optional.empty();
    }

    /** Keeps the answer in place of its reservation, durably. Keeps nothing when that ran out and another took it over. */
    public void keep(Reservation place, UserId user, byte[] box, Instant now) {
        StateDocument answer = new StateDocument(place.id().hex())
                .with("user_id", user.value())
                .with("answer", box)
                .with("expires_at", now.plus(KEPT));
        // Not taken for a failure when it is another's place by now: what this one did is done, and its sender is told.
        // The place may be gone, when it ran out and was cleared away.
        store.together(() -> {
            answers.expire(now);
            return answers.replace(answer, place.isKept()) || answers.insert(answer);
        });
    }

    /** Gives the reservation back. Changes nothing when it was used or taken over. */
    public void release(Reservation place) {
        answers.claims().delete(place.id().hex(), place.isKept());
    }

    /** Gives all reservations back. For the start of the only process of a store: whoever reserved is dead. */
    public void releaseAll(Instant now) {
        answers.deleteAll(Where.ANY.notAfter("expires_at", now));
        // Reservations, and the few answers that are about to expire.
        answers.first(Where.ANY.notAfter("expires_at", now.plus(RESERVED)), "expires_at", Integer.MAX_VALUE).stream()
                .filter(found -> !found.has("answer"))
                .forEach(found -> answers.delete(found.id(), Where.ANY));
    }

    /** How many of the user's answers are not too old. */
    public long countOf(UserId user, Instant now) {
        return answers.count(Where.ANY.is("user_id", user.value()).after("expires_at", now));
    }
}
