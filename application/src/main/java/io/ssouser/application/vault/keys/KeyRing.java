package io.ssouser.application.vault.keys;

import io.ssouser.eventstore.log.StoreRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Supplier;

/** The stored keys in the clear: wraps them with the master key on their way in and unwraps them on their way out. */
public final class KeyRing {
    /** Id of a known text, wrapped with a nonce of its own: the first key of every store, and the same bytes only in copies of one. */
    static final String CHECK = "check";

    private static final byte[] CHECK_VALUE = "sso-user".getBytes(StandardCharsets.US_ASCII);

    private final KeyStore store;
    private final MasterKey master;

    /** @throws UnusableMasterKey when the store's keys were wrapped by another master key */
    public KeyRing(KeyStore store, MasterKey master) {
        this.store = store;
        this.master = master;
        findOrKeep(CHECK, () -> CHECK_VALUE);
    }

    /**
     * Before a new master key is made: it could open nothing of what is there.
     *
     * @throws UnusableMasterKey when keys are stored already
     */
    public static void requireEmpty(KeyStore store) {
        store.find(CHECK).ifPresent(wrapped -> {
            throw new UnusableMasterKey(
                    "The stored keys were wrapped by master key " + wrapped.masterKey()
                            + ", and none is given. Set SSO_MASTER_KEY to it, or put its master.key back into the data folder.");
        });
    }

    /**
     * Before new keys are made beside events that other ones have encrypted.
     *
     * @throws StoreRefused when there are none
     */
    public static void requireUsed(KeyStore store) {
        if (store.find(CHECK).isEmpty()) {
            throw new StoreRefused("The log has events, and the keys that they were sealed with are missing."
                    + " Restore the keys (keys.db, or wrapped-key in MongoDB) from their newest copy.");
        }
    }

    /** The key of that id; no bytes when it was destroyed; empty when there never was one. */
    Optional<byte[]> find(String id) {
        return store.find(id).map(wrapped -> unwrap(id, wrapped));
    }

    /** The key of that id, made now if there never was one, durable on return; no bytes when it was destroyed. */
    byte[] findOrKeep(String id, Supplier<byte[]> maker) {
        return find(id).orElseGet(() -> unwrap(id, store.keepIfAbsent(id, wrap(id, maker.get()))));
    }

    void replace(String id, byte[] key) {
        store.replace(id, wrap(id, key));
    }

    void destroy(String id) {
        store.replace(id, WrappedKey.DESTROYED);
    }

    private WrappedKey wrap(String id, byte[] key) {
        try {
            return new WrappedKey(master.id(), master.aead().encrypt(key, boundTo(id)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot wrap the key " + id, e);
        }
    }

    private byte[] unwrap(String id, WrappedKey wrapped) {
        if (wrapped.isDestroyed()) {
            return wrapped.bytes();
        }
        if (!wrapped.masterKey().equals(master.id())) {
            throw new UnusableMasterKey("The stored keys were wrapped by master key " + wrapped.masterKey()
                    + ", but the one in use is " + master.id()
                    + ". Set SSO_MASTER_KEY to the former, or put its master.key back into the data folder.");
        }
        try {
            return master.aead().decrypt(wrapped.bytes(), boundTo(id));
        } catch (GeneralSecurityException e) {
            throw new StoreRefused(
                    "The stored key " + id + " is damaged."
                            + " Restore the keys (keys.db, or wrapped-key in MongoDB) from their latest backup.",
                    e);
        }
    }

    private byte[] boundTo(String id) {
        return ("sso-user key\0" + master.id() + "\0" + id).getBytes(StandardCharsets.UTF_8);
    }
}
