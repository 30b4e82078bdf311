package io.ssouser.application.vault.keys;

import java.util.Arrays;

/**
 * A key as it is stored: encrypted by the master key of that id; or, when empty, the memory that it was destroyed.
 *
 * @param masterKey id of the {@link MasterKey} that wrapped it
 * @param bytes nonce, ciphertext and tag; none for a destroyed key
 */
public record WrappedKey(String masterKey, byte[] bytes) {
    /** Stands for ever in place of a destroyed key, so that it is neither taken for a lost one nor made anew. */
    static final WrappedKey DESTROYED = new WrappedKey("", new byte[0]);

    boolean isDestroyed() {
        return bytes.length == 0;
    }

    /** The same by value, the bytes included. */
    boolean isSameAs(WrappedKey other) {
        return masterKey.equals(other.masterKey) && Arrays.equals(bytes, other.bytes);
    }
}
