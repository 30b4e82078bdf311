package io.ssouser.application.keys;

import java.util.function.Supplier;

/** Secrets of the service itself (a signing key, a key for hashing addresses), kept wrapped by the master key. */
public interface ServiceSecrets {
    /** The secret of that name: what was kept first, or what {@code maker} makes now. The same bytes for ever, on every node. */
    byte[] secret(String name, Supplier<byte[]> maker);
}
