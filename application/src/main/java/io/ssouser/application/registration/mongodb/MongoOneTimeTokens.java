package io.ssouser.application.registration.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Indexes;
import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.state.StateDocuments;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.user.UserId;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.time.Instant;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * {@link OneTimeTokens} in the collection {@code one-time-token}. A use is one write, with the condition that there was none before:
 * whoever finds the token unused and then changes nothing was overtaken. The server forgets what is long expired.
 */
public final class MongoOneTimeTokens implements OneTimeTokens {
    private final StateDocuments tokens;

    /** Makes the collection where it is missing. */
    public MongoOneTimeTokens(MongoStore store) {
        this.tokens = new StateDocuments(
                store,
                "one-time-token",
                new MongoIndex("one-time-token-expiry", Indexes.ascending("expires_at"), false, REMEMBERED));
    }

    @Override
    public void keep(Purpose purpose, TokenHash token, UserId user, Instant now, Instant expiresAt) {
        boolean kept = tokens.insert(new BsonDocument("_id", new BsonString(token.hex()))
                .append("purpose", new BsonString(purpose.name()))
                .append("user_id", new BsonString(user.value()))
                .append("expires_at", new BsonDateTime(expiresAt.toEpochMilli())));
        if (!kept) {
            throw new IllegalStateException("A one-time token was issued twice");
        }
    }

    @Override
    public Use use(Purpose purpose, TokenHash token, Instant now) {
        Use state = look(purpose, token, now);
        if (!(state instanceof Use.Accepted accepted)) {
            return state;
        }
        return tokens.update(and(eq("_id", token.hex()), eq("used_at", null)), set("used_at", now))
                ? accepted
                : new Use.AlreadyUsed(accepted.userId(), accepted.expiresAt());
    }

    @Override
    public Use look(Purpose purpose, TokenHash token, Instant now) {
        return tokens.first(and(eq("_id", token.hex()), eq("purpose", purpose.name())))
                .map(found -> stateOf(found, now))
                .orElseGet(Use.Unknown::new);
    }

    private static Use stateOf(BsonDocument found, Instant now) {
        UserId user = new UserId(found.getString("user_id").getValue());
        Instant expiresAt = Instant.ofEpochMilli(found.getDateTime("expires_at").getValue());
        if (!now.isBefore(expiresAt.plus(REMEMBERED))) {
            return new Use.Unknown();
        }
        if (found.containsKey("used_at")) {
            return new Use.AlreadyUsed(user, expiresAt);
        }
        return now.isBefore(expiresAt) ? new Use.Accepted(user, expiresAt) : new Use.Expired();
    }
}
