package io.ssouser.application.session.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.ssouser.application.vault.keys.ServiceSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys of this service's tokens, made when first asked for and kept. The first signs; the public halves of up to ten that signed before
 * still verify. A rotation reaches every process that uses the same keys within {@link #NOTICED_WITHIN}, and at once when a token shows up
 * that a newer key has signed.
 */
public final class SigningKeys {
    /** How long a process goes on signing with the key before. */
    public static final Duration NOTICED_WITHIN = Duration.ofSeconds(30);

    /** Wire contract, section 3. */
    private static final int MOST_PREVIOUS = 10;

    /** Strangers can invent key ids, and each would cost a look at the disk. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private static final String SECRET = "jwt-signing-keys";

    private final ServiceSecrets secrets;
    private final SecureRandom random;
    private final TokenAlgorithm algorithm;
    private volatile KeySet current;

    private SigningKeys(ServiceSecrets secrets, SecureRandom random, TokenAlgorithm algorithm) {
        this.secrets = secrets;
        this.random = random;
        this.algorithm = algorithm;
        this.current = read();
    }

    /**
     * The keys that are kept, or a first one that is kept from now on.
     *
     * @param algorithm of keys that are made from now on
     */
    public static SigningKeys keptIn(ServiceSecrets secrets, SecureRandom random, TokenAlgorithm algorithm) {
        return new SigningKeys(secrets, random, algorithm);
    }

    /** Makes a key of the wanted algorithm if the one that signs is of another, as after a change of the setting. */
    public void signByWantedAlgorithm() {
        if (current().algorithm() != algorithm) {
            rotate();
        }
    }

    /** The keys as of now. */
    KeySet current() {
        return youngerThan(NOTICED_WITHIN);
    }

    /** The keys among which one of that id is, if there is one at all. */
    KeySet knowing(String keyId) {
        KeySet keys = current();
        return keys.knows(keyId) ? keys : youngerThan(LOOKS_APART);
    }

    /** The body of {@code /.well-known/jwks.json}: public halves alone, the one that signs first. */
    public Map<String, Object> jwks() {
        return current().jwks();
    }

    /**
     * Makes a key that signs from now on. The one before verifies until ten more have come.
     *
     * @return its id
     */
    public String rotate() {
        JWK next = algorithm.generate(random);
        List<JWK> keys = new ArrayList<>(List.of(next));
        read().jwkSet().getKeys().stream()
                .limit(MOST_PREVIOUS)
                .map(JWK::toPublicJWK)
                .forEach(keys::add);
        secrets.replace(SECRET, bytes(new JWKSet(keys)));
        current = read();
        return next.getKeyID();
    }

    private KeySet youngerThan(Duration age) {
        KeySet keys = current;
        if (System.nanoTime() - keys.readAt() > age.toNanos()) {
            keys = read();
            current = keys;
        }
        return keys;
    }

    private KeySet read() {
        byte[] kept = secrets.secret(SECRET, () -> bytes(new JWKSet(algorithm.generate(random))));
        try {
            return KeySet.of(JWKSet.parse(new String(kept, StandardCharsets.UTF_8)), System.nanoTime());
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("The kept signing keys are no JWKs that sign", e);
        }
    }

    private static byte[] bytes(JWKSet keys) {
        return keys.toString(false).getBytes(StandardCharsets.UTF_8);
    }
}
