package io.ssouser.application.vault.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;

/** AES-256-GCM by Tink: 12 random bytes of nonce before the ciphertext, 16 of tag behind it. */
final class AesGcm {
    static final int KEY_BYTES = 32;

    private AesGcm() {}

    static Aead with(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK offers no AES-256-GCM", e);
        }
    }
}
