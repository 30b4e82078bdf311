package io.ssouser.application.session.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.security.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The signing keys as they were read once, ready for use: making them so for every token would cost as much as the signature.
 *
 * @param jwkSet the private key that signs, and the public halves of those before it
 * @param verifiers public keys by their ids
 * @param encoder signs with the first
 * @param readAt of {@link System#nanoTime}
 */
record KeySet(JWKSet jwkSet, Map<String, Key> verifiers, NimbusJwtEncoder encoder, long readAt) {

    static KeySet of(JWKSet keys, long readAt) throws JOSEException {
        Map<String, Key> verifiers = new LinkedHashMap<>();
        for (JWK key : keys.getKeys()) {
            RSAKey rsa = key.toRSAKey();
            verifiers.put(rsa.getKeyID(), rsa.toRSAPublicKey());
        }
        JWKSet signing = new JWKSet(keys.getKeys().get(0));
        return new KeySet(keys, Map.copyOf(verifiers), new NimbusJwtEncoder(new ImmutableJWKSet<>(signing)), readAt);
    }

    /** Id of the key that signs. */
    String signingKeyId() {
        return jwkSet.getKeys().get(0).getKeyID();
    }

    /** The key of that id, or none. */
    List<Key> verifying(String keyId) {
        Key key = verifiers.get(keyId);
        return key == null ? List.of() : List.of(key);
    }

    Map<String, Object> jwks() {
        return jwkSet.toPublicJWKSet().toJSONObject();
    }
}
