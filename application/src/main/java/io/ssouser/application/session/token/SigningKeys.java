package io.ssouser.application.session.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.ssouser.application.vault.keys.ServiceSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The RSA keys of this service's tokens: 2,048 bits, named by their RFC 7638 thumbprints, made when first asked for and kept. The first
 * signs; the public halves of up to ten that signed before still verify. A rotation reaches every process that uses the same keys within
 * {@link #NOTICED_WITHIN}, and at once when a token shows up that a newer key has signed.
 */
public final class SigningKeys {
    /** How long a process goes on signing with the key before. */
    public static final Duration NOTICED_WITHIN = Duration.ofSeconds(30);

    /** Wire contract, section 3. */
    private static final int MOST_PREVIOUS = 10;

    /** Strangers can invent key ids, and each would cost a look at the disk. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private static final int BITS = 2048;
    private static final String SECRET = "jwt-signing-keys";

    private final ServiceSecrets secrets;
    private final SecureRandom random;
    private volatile KeySet current;

    private SigningKeys(ServiceSecrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
        this.current = read();
    }

    /** The keys that are kept, or a first one that is kept from now on. */
    public static SigningKeys keptIn(ServiceSecrets secrets, SecureRandom random) {
        return new SigningKeys(secrets, random);
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
        RSAKey next = generate(random);
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
        byte[] kept = secrets.secret(SECRET, () -> bytes(new JWKSet(generate(random))));
        try {
            return KeySet.of(JWKSet.parse(new String(kept, StandardCharsets.UTF_8)), System.nanoTime());
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("The kept signing keys are not JWKs of type RSA", e);
        }
    }

    private static RSAKey generate(SecureRandom random) {
        try {
            return new RSAKeyGenerator(BITS)
                    .provider(SignatureProvider.ofRsa())
                    .secureRandom(random)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform makes RSA keys", e);
        }
    }

    private static byte[] bytes(JWKSet keys) {
        return keys.toString(false).getBytes(StandardCharsets.UTF_8);
    }
}
