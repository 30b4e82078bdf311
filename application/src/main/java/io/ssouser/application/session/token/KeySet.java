package io.ssouser.application.session.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.Provider;
import java.util.HashMap;
import java.util.Map;

/**
 * The signing keys as they were read once, ready for use: making them so for every token would cost as much as the signature.
 *
 * @param jwkSet the private key that signs, and the public halves of those before it
 * @param verifiers by the ids of their public keys
 * @param signer with the first key
 * @param readAt of {@link System#nanoTime}
 */
record KeySet(JWKSet jwkSet, Map<String, JWSVerifier> verifiers, JWSSigner signer, long readAt) {

    static KeySet of(JWKSet keys, long readAt) throws JOSEException {
        Provider provider = SignatureProvider.ofRsa();
        Map<String, JWSVerifier> verifiers = new HashMap<>();
        for (JWK key : keys.getKeys()) {
            RSASSAVerifier verifier = new RSASSAVerifier(key.toRSAKey());
            verifier.getJCAContext().setProvider(provider);
            verifiers.put(key.getKeyID(), verifier);
        }
        RSAKey first = keys.getKeys().get(0).toRSAKey();
        RSASSASigner signer = new RSASSASigner(SignatureProvider.own(first.toRSAPrivateKey(), provider));
        signer.getJCAContext().setProvider(provider);
        return new KeySet(keys, Map.copyOf(verifiers), signer, readAt);
    }

    /** Id of the key that signs. */
    String signingKeyId() {
        return jwkSet.getKeys().get(0).getKeyID();
    }

    boolean knows(String keyId) {
        return verifiers.containsKey(keyId);
    }

    Map<String, Object> jwks() {
        return jwkSet.toPublicJWKSet().toJSONObject();
    }
}
