package io.ssouser.app.journey;

import io.ssouser.application.vault.keys.ServiceSecrets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The secrets of a service under test, whose first signing key is one of two made once for all services of this JVM: a search for primes takes
 * longer than the rest of a start. Services made one after the other have different keys.
 *
 * @param secrets where all of them are kept
 */
record FoundSigningKeys(ServiceSecrets secrets) implements ServiceSecrets {
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final Map<Integer, byte[]> FOUND = new ConcurrentHashMap<>();

    @Override
    public byte[] secret(String name, Supplier<byte[]> maker) {
        return secrets.secret(name, name.equals("jwt-signing-keys") ? () -> found(maker) : maker);
    }

    private static byte[] found(Supplier<byte[]> maker) {
        return FOUND.computeIfAbsent(SERIAL.getAndIncrement() % 2, first -> maker.get())
                .clone();
    }

    @Override
    public void replace(String name, byte[] secret) {
        secrets.replace(name, secret);
    }
}
