package io.ssouser.eventstore.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as their last command left them, so that the next one need not read their events again. Bounded by number, and by the time since
 * the last command. Axon's own cache of weak references keeps an aggregate no longer than the garbage collector lets it.
 */
public final class AggregateCache implements Cache {
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    /**
     * @param atMost how many aggregates
     * @param unused how long an aggregate is kept after its last command
     */
    public AggregateCache(int atMost, Duration unused) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(atMost)
                .expireAfterAccess(unused)
                .build();
    }

    /** Axon casts what it has put itself. */
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    /** Nobody listens: of Axon's parts only its saga store would. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("Nothing is told of the entries of this cache");
    }
}
