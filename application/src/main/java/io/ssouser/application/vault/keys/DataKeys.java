package io.ssouser.application.vault.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * One AES-256-GCM key per user, made when something of theirs is first encrypted, and durable before it encrypts. Destroying it erases
 * all that it has encrypted, wherever copies of that may lie.
 */
public final class DataKeys {
    /** About 20 MB when full. */
    private static final int CACHED_USERS = 50_000;
    /** The longest that another node goes on reading what an erasure on this one has closed. */
    private static final Duration CACHED_FOR = Duration.ofMinutes(1);

    private final KeyRing ring;
    private final SecureRandom random;
    private final Cache<String, Optional<Aead>> unwrapped = Caffeine.newBuilder()
            .maximumSize(CACHED_USERS)
            .expireAfterWrite(CACHED_FOR)
            .build();

    public DataKeys(KeyRing ring, SecureRandom random) {
        this.ring = ring;
        this.random = random;
    }

    /** The user's key, made now if there never was one; empty once it was destroyed. */
    public Optional<Aead> toEncrypt(String userId) {
        return unwrapped.get(userId, user -> aead(ring.findOrKeep(idOf(user), this::newKey)));
    }

    /**
     * The user's key; empty once it was destroyed.
     *
     * @throws MissingKey when there never was one, which is a loss and no erasure
     */
    public Optional<Aead> toOpen(String userId) {
        return unwrapped.get(userId, user -> aead(ring.find(idOf(user)).orElseThrow(() -> new MissingKey(idOf(user)))));
    }

    /** For ever: no new key is made for this user. May be repeated. */
    public void destroy(String userId) {
        unwrapped.asMap().compute(userId, (user, key) -> {
            ring.destroy(idOf(user));
            return Optional.empty();
        });
    }

    private static Optional<Aead> aead(byte[] key) {
        return key.length == 0 ? Optional.empty() : Optional.of(AesGcm.with(key));
    }

    private byte[] newKey() {
        byte[] key = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private static String idOf(String userId) {
        return "user/" + userId;
    }
}
