package io.ssouser.application.session.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.Provider;
import java.security.SecureRandom;

/**
 * How this service signs its tokens, by the names of RFC 7518 and RFC 8037. A key is of one algorithm, and a token that names the key with
 * another is refused.
 */
public enum TokenAlgorithm {
    /** RSA of 2,048 bits: every client can verify it. The same claims give the same token. */
    RS256(JWSAlgorithm.RS256) {
        @Override
        JWKGenerator<? extends JWK> generator() throws JOSEException {
            return new RSAKeyGenerator(RSA_BITS).provider(SignatureProvider.of(BY_RSA));
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            Provider provider = SignatureProvider.of(BY_RSA);
            RSASSASigner signer = new RSASSASigner(SignatureProvider.own(((RSAKey) key).toRSAPrivateKey(), provider));
            signer.getJCAContext().setProvider(provider);
            return signer;
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            RSASSAVerifier verifier = new RSASSAVerifier((RSAKey) key);
            verifier.getJCAContext().setProvider(SignatureProvider.of(BY_RSA));
            return verifier;
        }
    },
    /** P-256: short keys and signatures, the cheapest to make. Each signature differs, also of the same claims. */
    ES256(JWSAlgorithm.ES256) {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new ECKeyGenerator(Curve.P_256);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            ECDSASigner signer = new ECDSASigner((ECKey) key);
            signer.getJCAContext().setProvider(SignatureProvider.of(BY_P256));
            return signer;
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            ECDSAVerifier verifier = new ECDSAVerifier((ECKey) key);
            verifier.getJCAContext().setProvider(SignatureProvider.of(BY_P256));
            return verifier;
        }
    },
    /** Ed25519, computed by Tink. The same claims give the same token; not every client knows it. */
    EDDSA(JWSAlgorithm.EdDSA) {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new OctetKeyPairGenerator(Curve.Ed25519);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new Ed25519Signer((OctetKeyPair) key);
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new Ed25519Verifier(((OctetKeyPair) key).toPublicJWK());
        }
    };

    private static final int RSA_BITS = 2048;
    private static final String BY_RSA = "SHA256withRSA";
    private static final String BY_P256 = "SHA256withECDSA";

    private final JWSAlgorithm jose;

    TokenAlgorithm(JWSAlgorithm jose) {
        this.jose = jose;
    }

    /** As tokens and published keys name it. */
    JWSAlgorithm jose() {
        return jose;
    }

    /** The algorithm of a key of ours, which says it. */
    static TokenAlgorithm of(JWK key) {
        for (TokenAlgorithm algorithm : values()) {
            if (algorithm.jose.equals(key.getAlgorithm())) {
                return algorithm;
            }
        }
        throw new IllegalStateException("The kept key " + key.getKeyID() + " is for " + key.getAlgorithm());
    }

    /** A new key pair, named by its RFC 7638 thumbprint. */
    JWK generate(SecureRandom random) {
        try {
            return generator()
                    .secureRandom(random)
                    .algorithm(jose)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform makes keys for " + jose, e);
        }
    }

    abstract JWKGenerator<? extends JWK> generator() throws JOSEException;

    /** @param key with its private half */
    abstract JWSSigner signer(JWK key) throws JOSEException;

    abstract JWSVerifier verifier(JWK key) throws JOSEException;
}
