package io.ssouser.application;

import io.ssouser.application.vault.keys.ServiceSecrets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Keeps secrets as long as the test, and counts how often it was asked. */
public final class MemorySecrets implements ServiceSecrets {
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    public final AtomicInteger asked = new AtomicInteger();

    @Override
    public byte[] secret(String name, Supplier<byte[]> maker) {
        asked.incrementAndGet();
        return kept.computeIfAbsent(name, missing -> maker.get());
    }

    @Override
    public void replace(String name, byte[] secret) {
        kept.put(name, secret);
    }
}
