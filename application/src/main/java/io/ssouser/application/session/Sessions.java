package io.ssouser.application.session;

import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The live sessions and, of each, the refresh tokens that were spent. Every change is durable when its method returns, and seen by every
 * reader that starts later. Holds nothing personal and no token, only hashes.
 *
 * <p>One write decides each: a rotation changes the session's document on condition that it is there and the token still the current one; an end
 * deletes it. A rotation remembers the token as spent <em>before</em> it spends it, so there is no moment at which a spent token is not known. When
 * the rotation then loses, or its node dies or is paused, the record says nothing as long as the token is current, and nothing at all once
 * the session has ended; its instant is the latest of all who tried. Spent tokens have documents of their own, because a session may live
 * for years and those of 37 days of it would have to be written anew with every rotation.
 */
public final class Sessions {
    /** How long after its expiry a session is remembered, so that its bearer is told that it expired. */
    public static final Duration REMEMBERED = Duration.ofDays(7);

    static final StateSchema SESSION = StateSchema.named("session")
            .texts("user_id", "device_id", "token", "org", "service")
            .numbers("generation")
            .times("issued_at", "expires_at", "device_noted_at")
            .index("token", "token")
            .expires("expires_at", REMEMBERED);
    static final StateSchema SPENT_TOKEN = StateSchema.named("spent-token")
            .texts("session_id")
            .numbers("generation")
            .times("spent_at", "expires_at")
            .index("session", "session_id")
            .expires("expires_at", REMEMBERED);

    private final StateStore store;
    private final StateCollection sessions;
    private final StateCollection spentTokens;

    public Sessions(StateStore store) {
        this.store = store;
        this.sessions = store.collection(SESSION);
        this.spentTokens = store.collection(SPENT_TOKEN);
    }

    public void open(Session session) {
        StateDocument opened = rotation(session)
                .with("user_id", session.userId().value())
                .with("device_id", session.deviceId().value())
                .with("org", session.audience().org())
                .with("service", session.audience().service());
        boolean isNew = store.together(() -> {
            forget(session.issuedAt());
            return sessions.insert(opened);
        });
        if (!isNew) {
            throw new IllegalStateException("A session's id was given out twice: " + session.id());
        }
    }

    /** The session, unless it ended or is no longer remembered. */
    public Optional<Session> find(SessionId id, Instant now) {
        return sessions.find(id.value())
                .filter(found -> isRemembered(found, now))
                .map(Sessions::session);
    }

    /** What that token is; empty when it is no longer remembered, or its session is not. */
    public Optional<Presented> presented(TokenHash token, Instant now) {
        Optional<Presented> current = sessions.first(Where.ANY.is("token", token.hex()))
                .filter(found -> isRemembered(found, now))
                .map(found -> new Presented.Current(session(found)));
        return current.or(() -> spentTokens
                .find(token.hex())
                .filter(found -> isRemembered(found, now))
                .flatMap(found -> spent(found, now)));
    }

    private Optional<Presented> spent(StateDocument found, Instant now) {
        long generation = found.number("generation");
        return find(new SessionId(found.text("session_id")), now)
                .map(session -> new Presented.Spent(
                        session,
                        generation,
                        session.generation() == generation ? session.issuedAt() : found.time("spent_at")));
    }

    /**
     * Spends a token in favour of its successor: the new state of the session replaces the old one, and the token is remembered.
     *
     * @return false, and nothing is changed, unless the token is the current one of a live session. Of any number of callers at once
     *     with the same token exactly one gets true.
     */
    public boolean rotate(TokenHash spent, Session successor) {
        return store.together(() -> {
            Optional<StateDocument> current = sessions.find(successor.id().value())
                    .filter(found -> found.text("token").equals(spent.hex()));
            if (current.isEmpty()) {
                return false;
            }
            remember(spent, successor, current.get().time("expires_at"));
            boolean won = sessions.update(rotation(successor), Where.ANY.is("token", spent.hex()));
            forget(successor.issuedAt());
            return won;
        });
    }

    /** @param expiresAt of the token that is being spent */
    private void remember(TokenHash spent, Session successor, Instant expiresAt) {
        StateDocument known = new StateDocument(spent.hex()).with("spent_at", successor.issuedAt());
        boolean isFirst =
                spentTokens.insert(known.with("session_id", successor.id().value())
                        .with("generation", successor.generation())
                        .with("expires_at", expiresAt));
        if (!isFirst) {
            spentTokens.update(known, Where.ANY.notAfter("spent_at", successor.issuedAt()));
        }
    }

    /** Forgets the session and its spent tokens. Repeatable, and not undone by a rotation that comes late. */
    public void end(SessionId id) {
        store.together(() -> {
            spentTokens.deleteAll(Where.ANY.is("session_id", id.value()));
            return sessions.delete(id.value(), Where.ANY);
        });
    }

    /** What has been added to each is one at most, so the forgetting never falls behind. */
    private void forget(Instant now) {
        sessions.expire(now);
        spentTokens.expire(now);
    }

    private static boolean isRemembered(StateDocument found, Instant now) {
        return now.isBefore(found.time("expires_at").plus(REMEMBERED));
    }

    /** All that a rotation changes. */
    private static StateDocument rotation(Session session) {
        return new StateDocument(session.id().value())
                .with("token", session.token().hex())
                .with("generation", session.generation())
                .with("issued_at", session.issuedAt())
                .with("expires_at", session.expiresAt())
                .with("device_noted_at", session.deviceNotedAt());
    }

    private static Session session(StateDocument found) {
        return new Session(
                new SessionId(found.id()),
                new UserId(found.text("user_id")),
                new DeviceId(found.text("device_id")),
                new Audience(found.textOrNull("org"), found.textOrNull("service")),
                new TokenHash(found.text("token")),
                found.number("generation"),
                found.time("issued_at"),
                found.time("expires_at"),
                found.time("device_noted_at"));
    }
}
