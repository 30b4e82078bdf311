package io.ssouser.application.keys;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Keeps wrapped keys by id, apart from the log. Safe for many threads and many nodes; what a method kept is durable when it returns. */
public interface KeyStore {
    Optional<WrappedKey> find(String id);

    /** What is kept under the id from now on: the given key, or the one that was there first. All makers in a race get the same. */
    WrappedKey keepIfAbsent(String id, WrappedKey key);

    /** Puts the other key in the place of whatever is kept, also where nothing is; but a destroyed key stays destroyed, also in a race. */
    void replace(String id, WrappedKey key);

    /** Shows all that is kept, what remembers destroyed keys included, by id in the order of its bytes and in constant memory. */
    void forEach(BiConsumer<String, WrappedKey> reader);
}
