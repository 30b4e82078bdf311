package io.ssouser.application.vault.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) of texts with one secret of the service: base64url without padding, 43 characters. */
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    /** @param name of the secret, which is made when it is asked for the first time */
    public KeyedHash(ServiceSecrets secrets, String name, SecureRandom random) {
        byte[] secret = secrets.secret(name, () -> {
            byte[] made = new byte[KEY_BYTES];
            random.nextBytes(made);
            return made;
        });
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Tells one sequence of texts from every other as long as none but the last holds a line feed. */
    public String of(String... texts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] tag = mac.doFinal(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
