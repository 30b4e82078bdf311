package io.ssouser.application.idempotency.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import io.ssouser.application.idempotency.EncryptedResponses;
import io.ssouser.application.state.StateDocuments;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.user.UserId;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/**
 * {@link EncryptedResponses} in the collection {@code sealed-answer}. A reservation is the document of the answer before there is one: inserted
 * under the id, or put in the place of what has run out; the answer is put in the place of just that reservation. Each is one write, so a
 * node that dies leaves what runs out by itself, and one that was paused keeps nothing where another took over. The server deletes what
 * has run out.
 */
public final class MongoEncryptedResponses implements EncryptedResponses {
    private final StateDocuments answers;

    /** Makes the collection where it is missing. */
    public MongoEncryptedResponses(MongoStore store) {
        this.answers = new StateDocuments(
                store,
                "sealed-answer",
                MongoIndex.expiry("sealed-answer-expiry", "expires_at"),
                MongoIndex.of("sealed-answer-user", "user_id", "expires_at"));
    }

    @Override
    public Optional<byte[]> find(TokenHash id, Instant now) {
        return answers.first(eq("_id", id.hex()))
                .filter(found -> found.containsKey("answer")
                        && found.getDateTime("expires_at").getValue() > now.toEpochMilli())
                .map(found -> found.getBinary("answer").getData());
    }

    @Override
    public Optional<Reservation> reserve(TokenHash id, Instant now) {
        Reservation mine = new Reservation(id, now.plus(RESERVED).truncatedTo(ChronoUnit.MILLIS));
        BsonDocument place = document(id, mine.until());
        return answers.insert(place) || answers.replace(and(eq("_id", id.hex()), lte("expires_at", now)), place)
                ? Optional.of(mine)
                : Optional.empty();
    }

    @Override
    public void keep(Reservation place, UserId user, byte[] box, Instant now) {
        BsonDocument answer = document(place.id(), now.plus(KEPT))
                .append("user_id", new BsonString(user.value()))
                .append("answer", new BsonBinary(box));
        // Not taken for a failure when it is another's place by now: what this one did is done, and its sender is told.
        answers.put(is(place), answer);
    }

    @Override
    public void release(Reservation place) {
        answers.delete(is(place));
    }

    @Override
    public long countOf(UserId user, Instant now) {
        return answers.count(and(eq("user_id", user.value()), gt("expires_at", now)));
    }

    private static BsonDocument document(TokenHash id, Instant expiresAt) {
        return new BsonDocument("_id", new BsonString(id.hex()))
                .append("expires_at", new BsonDateTime(expiresAt.toEpochMilli()));
    }

    /** An answer is kept for longer, so none has the expiry of a reservation that came before it. */
    private static Bson is(Reservation place) {
        return and(eq("_id", place.id().hex()), eq("expires_at", place.until()));
    }
}
