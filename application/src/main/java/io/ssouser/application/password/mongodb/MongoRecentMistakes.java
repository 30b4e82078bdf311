package io.ssouser.application.password.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import io.ssouser.application.state.StateDocuments;
import io.ssouser.application.vault.keys.KeyedHash;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.password.LockoutPolicy;
import io.ssouser.domain.password.RecentMistakes;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.bson.BsonDateTime;

/**
 * {@link RecentMistakes} of all nodes in the collection {@code recent-mistake}: an id and an end each. The id is a {@link KeyedHash} of the
 * account, the count and what was compared with, and 16 bits of a keyed hash of what was typed. A wrong password is often nearly a right one,
 * here or elsewhere: 16 bits are too few to tell a good guess at it, for whoever has the database and its keys. The price: one guess in
 * 65,536 is taken for a mistake made before, and is not counted.
 */
public final class MongoRecentMistakes implements RecentMistakes {
    private static final int BYTES_OF_TYPED = 2;

    private final StateDocuments mistakes;
    private final KeyedHash hash;
    private final Clock clock;

    /** Makes the collection where it is missing. */
    public MongoRecentMistakes(MongoStore store, ServiceSecrets secrets, SecureRandom random, Clock clock) {
        this.mistakes =
                new StateDocuments(store, "recent-mistake", MongoIndex.expiry("recent-mistake-expiry", "expires_at"));
        this.hash = new KeyedHash(secrets, "recent-mistakes", random);
        this.clock = clock;
    }

    /** A mistake whose event was lost has not been counted, so it is remembered after the commit. */
    @Override
    public boolean repeats(Mistake mistake) {
        String id = id(mistake);
        Instant now = clock.instant();
        if (mistakes.first(eq("_id", id))
                .filter(found -> found.getDateTime("expires_at").getValue() > now.toEpochMilli())
                .isPresent()) {
            return true;
        }
        CurrentUnitOfWork.get().afterCommit(done -> remember(id, now.plus(LockoutPolicy.PAUSE)));
        return false;
    }

    private void remember(String id, Instant until) {
        try {
            mistakes.upsert(id, set("expires_at", new BsonDateTime(until.toEpochMilli())));
        } catch (StoreUnavailable e) {
            // It is counted already; sent again it counts once more, which errs to the side of the lock.
        }
    }

    private String id(Mistake mistake) {
        String user = mistake.userId().value();
        byte[] typed = Base64.getUrlDecoder()
                .decode(hash.of("typed", user, mistake.count(), mistake.against(), mistake.typed()));
        return hash.of("count", user, mistake.count(), mistake.against())
                + HexFormat.of().formatHex(typed, 0, BYTES_OF_TYPED);
    }
}
