package io.ssouser.application.vault.keys;

import java.util.function.Supplier;

/** Secrets of the service itself (a signing key, a key for hashing addresses), kept wrapped by the master key. */
public interface ServiceSecrets {
    /** The secret of that name: what is kept, or what {@code maker} makes now. The same bytes on every node, until it is replaced. */
    byte[] secret(String name, Supplier<byte[]> maker);

    /** Keeps the secret in the place of the one before, durable on return. */
    void replace(String name, byte[] secret);
}
