package io.ssouser.application.session.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.HashMap;
import java.util.Map;

/**
 * The signing keys as they were read once, ready for use: making them so for every token would cost as much as the signature.
 *
 * @param jwkSet the private key that signs, and the public halves of those before it
 * @param verifications by the ids of their public keys
 * @param signer with the first key
 * @param readAt of {@link System#nanoTime}
 */
record KeySet(JWKSet jwkSet, Map<String, Verification> verifications, JWSSigner signer, long readAt) {

    /** A public key, and the one algorithm that it is for. */
    private record Verification(JWSAlgorithm algorithm, JWSVerifier verifier) {}

    static KeySet of(JWKSet keys, long readAt) throws JOSEException {
        Map<String, Verification> verifications = new HashMap<>();
        for (JWK key : keys.getKeys()) {
            TokenAlgorithm algorithm = TokenAlgorithm.of(key);
            verifications.put(key.getKeyID(), new Verification(algorithm.jose(), algorithm.verifier(key)));
        }
        JWK first = keys.getKeys().get(0);
        return new KeySet(
                keys, Map.copyOf(verifications), TokenAlgorithm.of(first).signer(first), readAt);
    }

    private JWK signingKey() {
        return jwkSet.getKeys().get(0);
    }

    TokenAlgorithm algorithm() {
        return TokenAlgorithm.of(signingKey());
    }

    /** The start of the header of a token that the first key signs. */
    JWSHeader.Builder header() {
        return new JWSHeader.Builder(algorithm().jose()).keyID(signingKey().getKeyID());
    }

    boolean knows(String keyId) {
        return verifications.containsKey(keyId);
    }

    /** By the key that the token names, and by no other algorithm than the key's. */
    boolean hasSigned(SignedJWT token) throws JOSEException {
        Verification verification = verifications.get(token.getHeader().getKeyID());
        return verification != null
                && verification.algorithm().equals(token.getHeader().getAlgorithm())
                && token.verify(verification.verifier());
    }

    Map<String, Object> jwks() {
        return jwkSet.toPublicJWKSet().toJSONObject();
    }
}
