package io.ssouser.application.keys;

import io.ssouser.eventstore.StoreRefused;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Takes the wrapped keys of one service into another store as they are, the memory of destroyed ones included; nothing is unwrapped.
 * Erasure wins: a key that is destroyed on either side is destroyed in the target afterwards. Else the source's key counts. May be
 * repeated.
 *
 * <p>To be run before the log is copied: whatever a copied event was sealed with is then there, whenever the copy breaks off, and a
 * service that is started on half a copy cannot make keys of its own. What is erased behind the copy's back is destroyed
 * by the log itself, which tells it to the target when it gets there.
 */
public final class KeyCopy {
    private final KeyStore source;
    private final KeyStore target;
    private final String masterKey;
    private long living;
    private long destroyed;

    private KeyCopy(KeyStore source, KeyStore target, String masterKey) {
        this.source = source;
        this.target = target;
        this.masterKey = masterKey;
    }

    /**
     * Writes nothing yet.
     *
     * @throws StoreRefused when the source holds no keys, or the target those of another service
     */
    public static KeyCopy prepare(KeyStore source, KeyStore target) {
        WrappedKey own = source.find(KeyRing.CHECK)
                .orElseThrow(() -> new StoreRefused("The source holds no keys,"
                        + " without which its log cannot be read: restore them first. Nothing was written"));
        if (target.find(KeyRing.CHECK).filter(held -> !held.isSameAs(own)).isPresent()) {
            throw new StoreRefused("The target holds keys that are not a copy of the source's."
                    + " Nothing was written: copy into an empty target");
        }
        return new KeyCopy(source, target, own.masterKey());
    }

    /** @param progress is told after each key how many were looked at */
    public void run(LongConsumer progress) {
        source.forEach((id, key) -> {
            Optional<WrappedKey> held = target.find(id);
            if (held.isEmpty()) {
                target.keepIfAbsent(id, key);
            } else if (!held.get().isSameAs(key)) {
                target.replace(id, key);
            }
            if (key.isDestroyed()) {
                destroyed++;
            } else {
                living++;
            }
            progress.accept(living + destroyed);
        });
    }

    /** Id of the {@link MasterKey} that has wrapped them, and without which nobody reads them. */
    public String masterKey() {
        return masterKey;
    }

    /** How many of the source's keys live. */
    public long living() {
        return living;
    }

    /** How many of the source's keys are but remembered. */
    public long destroyed() {
        return destroyed;
    }
}
