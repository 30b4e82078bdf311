package io.ssouser.application.vault.keys;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

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
    public Set<String> keepAllAbsent(Map<String, WrappedKey> keys) {
        return keys.entrySet().stream()
                .filter(key -> kept.putIfAbsent(key.getKey(), key.getValue()) != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
