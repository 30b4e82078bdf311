package io.ssouser.application.keys;

import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;

/** Keeps keys in memory and counts how often it is asked. */
public final class FakeKeyStore implements KeyStore {
    final ConcurrentSkipListMap<String, WrappedKey> kept = new ConcurrentSkipListMap<>();
    int reads;

    @Override
    public Optional<WrappedKey> find(String id) {
        reads++;
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public WrappedKey keepIfAbsent(String id, WrappedKey key) {
        WrappedKey first = kept.putIfAbsent(id, key);
        return first == null ? key : first;
    }

    @Override
    public void replace(String id, WrappedKey key) {
        kept.merge(id, key, (old, other) -> old.isDestroyed() ? old : other);
    }

    @Override
    public void forEach(BiConsumer<String, WrappedKey> reader) {
        kept.forEach(reader);
    }
}
