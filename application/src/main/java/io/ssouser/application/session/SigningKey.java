package io.ssouser.application.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.ssouser.application.keys.ServiceSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Map;

/** The RSA key that signs this service's tokens: 2,048 bits, named by its RFC 7638 thumbprint, made once and kept. */
public final class SigningKey {
    private static final int BITS = 2048;

    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    /** The key that is kept, or a new one that is kept from now on. */
    public static SigningKey keptIn(ServiceSecrets secrets, SecureRandom random) {
        byte[] jwk = secrets.secret("jwt-signing-key", () -> make(random));
        try {
            return new SigningKey(RSAKey.parse(new String(jwk, StandardCharsets.UTF_8)));
        } catch (ParseException e) {
            throw new IllegalStateException("The kept signing key is not a JWK of type RSA", e);
        }
    }

    private static byte[] make(SecureRandom random) {
        try {
            return new RSAKeyGenerator(BITS)
                    .secureRandom(random)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform makes RSA keys", e);
        }
    }

    /** The body of {@code /.well-known/jwks.json}: the public half alone. */
    public Map<String, Object> jwks() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }

    RSAKey jwk() {
        return key;
    }
}
