package io.ssouser.application.vault.keys;

import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.Where;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Keeps wrapped keys by id, apart from the log: in a store of their own, to be backed up apart. Safe for many threads and many nodes; what a
 * method kept is durable when it returns.
 */
public final class KeyStore {
    static final StateSchema SCHEMA =
            StateSchema.named("wrapped-key").texts("master_key").bytes("bytes");

    /** How often a change is tried anew that was overtaken, or that no majority shows yet. */
    private static final int TRIES = 10;

    private final StateCollection keys;

    /** @param store leaves nothing of what was replaced, as far as it can: a destroyed key must not outlive its destruction */
    public KeyStore(StateStore store) {
        this.keys = store.collection(SCHEMA);
    }

    public Optional<WrappedKey> find(String id) {
        return keys.find(id).map(KeyStore::key);
    }

    /** What is kept under the id from now on: the given key, or the one that was there first. All makers in a race get the same. */
    public WrappedKey keepIfAbsent(String id, WrappedKey key) {
        return keys.insert(document(id, key)) ? key : find(id).orElseThrow(() -> notHeldYet(id));
    }

    /**
     * The same for many keys, in fewer steps than one by one. One may be kept and the other not when it fails.
     *
     * @return the ids under which something was kept before; there it is left
     */
    public Set<String> keepAllAbsent(Map<String, WrappedKey> all) {
        return keys.insertAll(all.entrySet().stream()
                .map(key -> document(key.getKey(), key.getValue()))
                .toList());
    }

    /** Puts the other key in the place of whatever is kept, also where nothing is; but a destroyed key stays destroyed, also in a race. */
    public void replace(String id, WrappedKey key) {
        StateDocument replacement = document(id, key);
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<WrappedKey> held = find(id);
            boolean done = held.isEmpty()
                    ? keys.insert(replacement)
                    : held.get().isDestroyed()
                            || keys.replace(
                                    replacement,
                                    Where.ANY.is("bytes", held.get().bytes()));
            if (done) {
                return;
            }
        }
        throw notHeldYet(id);
    }

    /** Where an id is taken, the key may not be held by a majority yet, and could still be another one. */
    private static StoreUnavailable notHeldYet(String id) {
        return new StoreUnavailable("The key " + id + " is being kept by another node, and no majority holds it yet");
    }

    /** Shows all that is kept, what remembers destroyed keys included, by id in the order of its bytes and in constant memory. */
    public void forEach(BiConsumer<String, WrappedKey> reader) {
        keys.forEach(found -> reader.accept(found.id(), key(found)));
    }

    private static StateDocument document(String id, WrappedKey key) {
        return new StateDocument(id).with("master_key", key.masterKey()).with("bytes", key.bytes());
    }

    private static WrappedKey key(StateDocument found) {
        return new WrappedKey(found.text("master_key"), found.bytes("bytes"));
    }
}
