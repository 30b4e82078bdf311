package io.ssouser.application.keys;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps keys in memory and counts how often it is asked. */
public final class FakeKeyStore implements KeyStore {
    final ConcurrentHashMap<String, WrappedKey> kept = new ConcurrentHashMap<>();
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
        kept.put(id, key);
    }
}
