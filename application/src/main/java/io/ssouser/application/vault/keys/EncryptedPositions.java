package io.ssouser.application.vault.keys;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * Positions of the log as texts that tell nothing: encrypted with a secret of the service, another text each time. The gap between two
 * positions counts what everybody did in between, and two equal ones that nobody did anything. 48 characters, base64url.
 */
public final class EncryptedPositions {
    private static final byte[] PURPOSE = "log-position".getBytes(StandardCharsets.US_ASCII);

    private final Aead key;

    public EncryptedPositions(ServiceSecrets secrets, SecureRandom random) {
        this.key = AesGcm.with(secrets.secret("log-positions", () -> {
            byte[] made = new byte[AesGcm.KEY_BYTES];
            random.nextBytes(made);
            return made;
        }));
    }

    /** @param position from 0 */
    public String encrypt(long position) {
        byte[] plain = ByteBuffer.allocate(Long.BYTES).putLong(position).array();
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key.encrypt(plain, PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A position cannot be encrypted", e);
        }
    }

    /** Empty when the text is not one that {@link #encrypt} made with this service's secret. */
    public OptionalLong decrypt(String encrypted) {
        try {
            byte[] plain = key.decrypt(Base64.getUrlDecoder().decode(encrypted), PURPOSE);
            return OptionalLong.of(ByteBuffer.wrap(plain).getLong());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }
}
