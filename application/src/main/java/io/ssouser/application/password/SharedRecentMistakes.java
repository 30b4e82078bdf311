package io.ssouser.application.password;

import io.ssouser.application.vault.keys.KeyedHash;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.password.LockoutPolicy;
import io.ssouser.domain.password.RecentMistakes;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.Where;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * {@link RecentMistakes} of all nodes on one store: an id and an end each. The id is a {@link KeyedHash} of the user, the count and what
 * was compared with, and 16 bits of a keyed hash of what was typed. A wrong password is often nearly a right one, here or elsewhere: 16
 * bits are too few to tell a good guess at it, for whoever has the database and its keys. The price: one guess in 65,536 is taken for a
 * mistake made before, and is not counted.
 */
public final class SharedRecentMistakes implements RecentMistakes {
    static final StateSchema SCHEMA =
            StateSchema.named("recent-mistake").times("expires_at").expires("expires_at", Duration.ZERO);
    private static final int BYTES_OF_TYPED = 2;

    private final StateCollection mistakes;
    private final KeyedHash hash;
    private final Clock clock;

    public SharedRecentMistakes(StateStore store, ServiceSecrets secrets, SecureRandom random, Clock clock) {
        this.mistakes = store.collection(SCHEMA);
        this.hash = new KeyedHash(secrets, "recent-mistakes", random);
        this.clock = clock;
    }

    /** A mistake whose event was lost has not been counted, so it is remembered after the commit. */
    @Override
    public boolean repeats(Mistake mistake) {
        String id = id(mistake);
        Instant now = clock.instant();
        if (mistakes.find(id)
                .filter(found -> found.time("expires_at").isAfter(now))
                .isPresent()) {
            return true;
        }
        StateDocument counted = new StateDocument(id).with("expires_at", now.plus(LockoutPolicy.PAUSE));
        CurrentUnitOfWork.get().afterCommit(done -> remember(counted, now));
        return false;
    }

    private void remember(StateDocument counted, Instant now) {
        try {
            mistakes.expire(now);
            if (!mistakes.insert(counted)) {
                mistakes.replace(counted, Where.ANY);
            }
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
