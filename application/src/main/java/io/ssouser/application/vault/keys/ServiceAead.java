package io.ssouser.application.vault.keys;

import com.google.crypto.tink.Aead;
import java.security.SecureRandom;

/** AES-256-GCM with a secret of the service, for what belongs to no user yet. */
public final class ServiceAead {
    private ServiceAead() {}

    /** @param name of the secret, which is made when it is asked for the first time */
    public static Aead of(ServiceSecrets secrets, String name, SecureRandom random) {
        return AesGcm.with(secrets.secret(name, () -> {
            byte[] made = new byte[AesGcm.KEY_BYTES];
            random.nextBytes(made);
            return made;
        }));
    }
}
