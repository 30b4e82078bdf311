package io.ssouser.application.vault.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Texts that everybody can read and nobody but this service can make (HMAC-SHA256, RFC 2104), in a form that stands in a link. */
public final class EncryptedTexts {
    private final KeyedHash encryption;

    /** @param name of the secret that encrypts them, which is made when it is asked for the first time */
    public EncryptedTexts(ServiceSecrets secrets, String name, SecureRandom random) {
        this.encryption = new KeyedHash(secrets, name, random);
    }

    /** @param texts of which none holds a line feed */
    public String token(String... texts) {
        byte[] said = String.join("\n", texts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(said) + "." + encryption.of(texts);
    }

    /** The texts of the token; empty when this service did not make it. */
    public Optional<List<String>> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            String said = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            return isEqual(encryption.of(said), token.substring(dot + 1))
                    ? Optional.of(said.lines().toList())
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean isEqual(String ours, String theirs) {
        return MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8), theirs.getBytes(StandardCharsets.UTF_8));
    }
}
