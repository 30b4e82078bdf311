package io.ssouser.application.password;

import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** Argon2id over the UTF-8 bytes of the normal form, kept as a PHC string. A kept hash is compared at the cost it was made with. */
public final class Argon2PasswordHasher implements PasswordHasher {
    private final Argon2Cost cost;
    private final HashingPermits permits;
    private final SecureRandom random;

    public Argon2PasswordHasher(Argon2Cost cost, HashingPermits permits, SecureRandom random) {
        this.cost = cost;
        this.permits = permits;
        this.random = random;
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[Argon2Cost.SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(new PhcString(cost, salt, List.of(hash(password.reveal(), salt, cost))).text());
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        PhcString kept = PhcString.parse(hash.value());
        boolean matches =
                MessageDigest.isEqual(kept.hashes().get(0), hash(password.reveal(), kept.salt(), kept.cost()));
        if (password.isNormal()) {
            return matches;
        }
        byte[] ofTyped = hash(password.revealTyped(), kept.salt(), kept.cost());
        return MessageDigest.isEqual(kept.hashes().get(0), ofTyped) || matches;
    }

    @Override
    public boolean matchesNothing(Password password) {
        hash(password.reveal(), new byte[Argon2Cost.SALT_BYTES], cost);
        if (!password.isNormal()) {
            hash(password.revealTyped(), new byte[Argon2Cost.SALT_BYTES], cost);
        }
        return false;
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return !PhcString.parse(hash.value()).cost().equals(cost);
    }

    private byte[] hash(String text, byte[] salt, Argon2Cost at) {
        return permits.in(() -> {
            byte[] secret = text.getBytes(StandardCharsets.UTF_8);
            try {
                return Argon2.hash(secret, salt, at);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }
}
