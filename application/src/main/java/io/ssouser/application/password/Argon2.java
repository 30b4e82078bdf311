package io.ssouser.application.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 19, by Bouncy Castle. */
public final class Argon2 {
    private Argon2() {}

    /** Takes tens of milliseconds and {@code cost.memoryKib} of heap: only from within a hashing place. */
    public static byte[] hash(byte[] secret, byte[] salt, Argon2Cost cost) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[cost.hashBytes()];
        generator.generateBytes(secret, hash);
        return hash;
    }
}
