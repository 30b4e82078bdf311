package io.ssouser.application.idempotency;

import com.google.crypto.tink.Aead;
import io.ssouser.application.idempotency.EncryptedResponses.Reservation;
import io.ssouser.application.state.TokenHash;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.domain.UserId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps each user's answers for a day, encrypted with the user's own key: erasing the user closes them too. Of an erased user nothing is
 * kept.
 */
public final class IdempotentResponses {
    /** More commands than a person or an application sends for one user in a day; it bounds what one user can store. */
    private static final int MOST_OF_A_USER = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentResponses.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EncryptedResponses store;
    private final DataKeys keys;
    private final Clock clock;

    public IdempotentResponses(EncryptedResponses store, DataKeys keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /** What stands for the key of one session of a user: the key itself is the client's and is not kept. */
    public static TokenHash idOf(UserId user, SessionId session, String key) {
        return TokenHash.of("idempotency\n" + user.value() + "\n" + session.value() + "\n" + key);
    }

    /** @throws IllegalStateException when what was kept cannot be opened; nobody may conclude that nothing was done */
    public Optional<IdempotentResponse> find(TokenHash id, UserId user) {
        return store.find(id, clock.instant()).flatMap(found -> open(id, user, found));
    }

    /** Whether the user has as many as may be kept, so that no other key can be honoured today. */
    public boolean areTooMany(UserId user) {
        return store.countOf(user, clock.instant()) >= MOST_OF_A_USER;
    }

    /** The right to do what is asked under that id; empty while another has it, and once an answer is kept. */
    public Optional<Reservation> reserve(TokenHash id) {
        return store.reserve(id, clock.instant());
    }

    /** Gives the right back, so that the request may be sent again at once. */
    public void release(Reservation place) {
        try {
            store.release(place);
        } catch (StoreUnavailable e) {
            LOG.warn("A reservation was not given back and has to run out", e);
        }
    }

    public void keep(Reservation place, UserId user, IdempotentResponse answer) {
        keys.toEncrypt(user.value()).ifPresentOrElse(key -> encrypt(place, user, answer, key), () -> release(place));
    }

    private void encrypt(Reservation place, UserId user, IdempotentResponse answer, Aead key) {
        try {
            byte[] box = key.encrypt(JSON.writeValueAsBytes(answer), boundTo(place.id(), user));
            store.keep(place, user, box, clock.instant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt an answer", e);
        }
    }

    private Optional<IdempotentResponse> open(TokenHash id, UserId user, byte[] box) {
        Optional<Aead> key = keys.toOpen(user.value());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] json = key.get().decrypt(box, boundTo(id, user));
            return Optional.of(JSON.readValue(json, IdempotentResponse.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A kept answer cannot be opened", e);
        }
    }

    private static byte[] boundTo(TokenHash id, UserId user) {
        return ("sso-user answer\0" + id.hex() + '\0' + user.value()).getBytes(StandardCharsets.UTF_8);
    }
}
