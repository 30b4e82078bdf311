package io.ssouser.application.vault.keys;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Keeps wrapped keys by id, apart from the log. Safe for many threads and many nodes; what a method kept is durable when it returns. */
public interface KeyStore {
    Optional<WrappedKey> find(String id);

    /** What is kept under the id from now on: the given key, or the one that was there first. All makers in a race get the same. */
    WrappedKey keepIfAbsent(String id, WrappedKey key);

    /**
     * The same for many keys, in fewer steps than one by one. One may be kept and the other not when it fails.
     *
     * @return the ids under which something was kept before; there it is left
     */
    Set<String> keepAllAbsent(Map<String, WrappedKey> keys);

    /** Puts the other key in the place of whatever is kept, also where nothing is; but a destroyed key stays destroyed, also in a race. */
    void replace(String id, WrappedKey key);

    /** Shows all that is kept, what remembers destroyed keys included, by id in the order of its bytes and in constant memory. */
    void forEach(BiConsumer<String, WrappedKey> reader);
}
