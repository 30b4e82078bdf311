package io.ssouser.application.session.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Indexes;
import io.ssouser.application.session.Presented;
import io.ssouser.application.session.Session;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.state.StateDocuments;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.session.SessionId;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * {@link Sessions} in the collections {@code session} and {@code spent-token}, without a transaction. One write decides each: a rotation
 * changes the session's document on condition that it is there and the token still the current one; an end deletes it.
 *
 * <p>A rotation remembers the token as spent <em>before</em> it spends it, so there is no moment at which a spent token is not known. When
 * the rotation then loses, or its node dies or is paused, the record says nothing as long as the token is current, and nothing at all once
 * the session has ended; its instant is the latest of all who tried. Spent tokens have documents of their own, because a session may live
 * for years and those of 37 days of it would have to be written anew with every rotation.
 *
 * <p>The server deletes what is no longer remembered. No index but that of the id is unique, so both collections can be sharded by it.
 */
public final class MongoSessions implements Sessions {
    private final StateDocuments sessions;
    private final StateDocuments spentTokens;

    /** Makes the collections where they are missing. */
    public MongoSessions(MongoStore store) {
        this.sessions = new StateDocuments(
                store, "session", forgotten("session-expiry"), MongoIndex.of("session-token", "token"));
        this.spentTokens = new StateDocuments(
                store,
                "spent-token",
                forgotten("spent-token-expiry"),
                MongoIndex.of("spent-token-session", "session_id"));
    }

    private static MongoIndex forgotten(String name) {
        return new MongoIndex(name, Indexes.ascending("expires_at"), false, REMEMBERED);
    }

    @Override
    public void open(Session session) {
        if (!sessions.insert(SessionDocument.of(session))) {
            throw new IllegalStateException("A session's id was given out twice: " + session.id());
        }
    }

    @Override
    public Optional<Session> find(SessionId id, Instant now) {
        return sessions.first(eq("_id", id.value()))
                .filter(found -> isRemembered(found, now))
                .map(SessionDocument::session);
    }

    @Override
    public Optional<Presented> presented(TokenHash token, Instant now) {
        Optional<Presented> current = sessions.first(eq("token", token.hex()))
                .filter(found -> isRemembered(found, now))
                .map(found -> new Presented.Current(SessionDocument.session(found)));
        return current.or(() -> spentTokens
                .first(eq("_id", token.hex()))
                .filter(found -> isRemembered(found, now))
                .flatMap(found -> spent(found, now)));
    }

    private Optional<Presented> spent(BsonDocument found, Instant now) {
        long generation = found.getInt64("generation").getValue();
        return find(new SessionId(found.getString("session_id").getValue()), now)
                .map(session -> new Presented.Spent(
                        session,
                        generation,
                        session.generation() == generation
                                ? session.issuedAt()
                                : SessionDocument.instant(found, "spent_at")));
    }

    @Override
    public boolean rotate(TokenHash spent, Session successor) {
        Optional<BsonDocument> current = sessions.first(eq("_id", successor.id().value()))
                .filter(found -> SessionDocument.hasToken(found, spent));
        if (current.isEmpty()) {
            return false;
        }
        remember(spent, successor, current.get().get("expires_at"));
        return sessions.update(
                and(eq("_id", successor.id().value()), eq("token", spent.hex())), SessionDocument.rotation(successor));
    }

    /** @param expiresAt of the token that is being spent */
    private void remember(TokenHash spent, Session successor, BsonValue expiresAt) {
        spentTokens.upsert(
                spent.hex(),
                combine(
                        setOnInsert("session_id", successor.id().value()),
                        setOnInsert("generation", successor.generation()),
                        setOnInsert("expires_at", expiresAt),
                        max("spent_at", successor.issuedAt())));
    }

    @Override
    public void end(SessionId id) {
        sessions.delete(eq("_id", id.value()));
        spentTokens.deleteAll(eq("session_id", id.value()));
    }

    private static boolean isRemembered(BsonDocument found, Instant now) {
        return now.isBefore(SessionDocument.instant(found, "expires_at").plus(REMEMBERED));
    }
}
