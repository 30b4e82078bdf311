package io.ssouser.application.session.token;

import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who computes signatures: Conscrypt, which is BoringSSL as native code, or the JDK where no native code can be loaded. Both give the same
 * RSA signature for the same key and text, and Conscrypt needs about half the time of a JDK that has compiled its own code, and a quarter of one
 * that has just started.
 */
final class SignatureProvider {
    private static final Logger LOG = LoggerFactory.getLogger(SignatureProvider.class);
    private static final String RSA = "RSA";

    private SignatureProvider() {}

    private static final class Loaded {
        private static final Optional<Provider> NATIVE = load(Conscrypt::newProvider);
    }

    /**
     * The provider of this process. The first call loads the native code, in some 70 ms.
     *
     * @param signature as the JDK names it, such as {@code SHA256withRSA}
     */
    static Provider of(String signature) {
        return of(signature, Loaded.NATIVE);
    }

    /** In the JDK each kind of signature has a provider of its own. */
    static Provider of(String signature, Optional<Provider> nativeCode) {
        return nativeCode.orElseGet(() -> Security.getProviders("Signature." + signature)[0]);
    }

    /** @param loading gives the native provider, or throws whatever loading native code throws */
    static Optional<Provider> load(Callable<Provider> loading) {
        try {
            return Optional.of(loading.call());
        } catch (Exception | LinkageError e) {
            LOG.info(
                    "Signatures are computed in Java, more slowly: there is no native code for this machine ({})",
                    e.toString());
            return Optional.empty();
        }
    }

    /** The same key in the form that the provider uses as it is, so that no signature converts it again. */
    static PrivateKey own(PrivateKey key, Provider provider) {
        try {
            return (PrivateKey) KeyFactory.getInstance(RSA, provider).translateKey(key);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            return key;
        }
    }
}
