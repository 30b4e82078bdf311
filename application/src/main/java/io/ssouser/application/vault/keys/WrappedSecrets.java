package io.ssouser.application.vault.keys;

import java.util.function.Supplier;

/** The service's secrets among the wrapped keys, under names of their own. */
public final class WrappedSecrets implements ServiceSecrets {
    private final KeyRing ring;

    public WrappedSecrets(KeyRing ring) {
        this.ring = ring;
    }

    @Override
    public byte[] secret(String name, Supplier<byte[]> maker) {
        return ring.findOrKeep(idOf(name), maker);
    }

    @Override
    public void replace(String name, byte[] secret) {
        ring.replace(idOf(name), secret);
    }

    private static String idOf(String name) {
        return "service/" + name;
    }
}
