package io.ssouser.application.vault.keys;

import io.ssouser.eventstore.log.StoreRefused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Takes the wrapped keys of one service into another store as they are, the memory of destroyed ones included; nothing is unwrapped.
 * Erasure wins: a key that is destroyed on either side is destroyed in the target afterwards. Else the source's key counts. May be
 * repeated.
 *
 * <p>To be run before the log is copied: whatever a copied event was encrypted with is then there, whenever the copy breaks off, and a
 * service that is started on half a copy cannot make keys of its own. What is erased behind the copy's back is destroyed
 * by the log itself, which tells it to the target when it gets there.
 */
public final class KeyCopy {
    private static final int KEYS_AT_ONCE = 500;

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

    /** @param progress is told now and then how many are in the target */
    public void run(LongConsumer progress) {
        Map<String, WrappedKey> batch = new LinkedHashMap<>();
        source.forEach((id, key) -> {
            batch.put(id, key);
            // What tells whose keys these are has to be there before any other.
            if (batch.size() == KEYS_AT_ONCE || id.equals(KeyRing.CHECK)) {
                take(batch, progress);
            }
        });
        take(batch, progress);
    }

    private void take(Map<String, WrappedKey> batch, LongConsumer progress) {
        if (batch.isEmpty()) {
            return;
        }
        for (String id : target.keepAllAbsent(batch)) {
            WrappedKey key = batch.get(id);
            if (!target.find(id).map(key::isSameAs).orElse(false)) {
                target.replace(id, key);
            }
        }
        long gone = batch.values().stream().filter(WrappedKey::isDestroyed).count();
        destroyed += gone;
        living += batch.size() - gone;
        progress.accept(living + destroyed);
        batch.clear();
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
