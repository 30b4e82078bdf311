package io.ssouser.application.vault.events;

import com.google.crypto.tink.Aead;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.eventstore.axon.EventEncryption;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Encrypts and decrypts the values of one event, each bound to its user, its event and its place there. An encrypted value is the JSON object
 * {@code {"sealed":"<base64 of nonce, ciphertext and tag>"}}, which no text that a person typed can imitate.
 */
final class ValueEncryption {
    static final byte[] PREFIX = "{\"sealed\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUFFIX = "\"}".getBytes(StandardCharsets.US_ASCII);

    private final EventEncryption.Subject event;
    private final String userId;
    private final DataKeys keys;

    ValueEncryption(EventEncryption.Subject event, String userId, DataKeys keys) {
        this.event = event;
        this.userId = userId;
        this.keys = keys;
    }

    /** The JSON value encrypted; null when the user is erased: nothing personal is kept of them any more. */
    byte[] encrypt(String place, byte[] clear) {
        Optional<Aead> key = keys.toEncrypt(userId);
        if (key.isEmpty()) {
            return JsonSlices.NULL;
        }
        try {
            return framed(Base64.getEncoder().encode(key.get().encrypt(clear, boundTo(place))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt " + place + " of " + event.type(), e);
        }
    }

    /** The JSON value as it was; null when the user is erased. */
    byte[] decrypt(String place, byte[] encrypted) {
        int body = encrypted.length - PREFIX.length - SUFFIX.length;
        if (body < 0 || !Arrays.equals(encrypted, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            throw new DecryptionFailed(event, place);
        }
        Optional<Aead> key = keys.toOpen(userId);
        if (key.isEmpty()) {
            return JsonSlices.NULL;
        }
        try {
            byte[] base64 = Arrays.copyOfRange(encrypted, PREFIX.length, PREFIX.length + body);
            return key.get().decrypt(Base64.getDecoder().decode(base64), boundTo(place));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new DecryptionFailed(event, place);
        }
    }

    private static byte[] framed(byte[] base64) {
        byte[] framed = Arrays.copyOf(PREFIX, PREFIX.length + base64.length + SUFFIX.length);
        System.arraycopy(base64, 0, framed, PREFIX.length, base64.length);
        System.arraycopy(SUFFIX, 0, framed, PREFIX.length + base64.length, SUFFIX.length);
        return framed;
    }

    private byte[] boundTo(String place) {
        return ("sso-user event\0" + event.eventId() + '\0' + event.type() + '\0' + place + '\0' + userId)
                .getBytes(StandardCharsets.UTF_8);
    }
}
