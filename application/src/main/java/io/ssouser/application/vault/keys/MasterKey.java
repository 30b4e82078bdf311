package io.ssouser.application.vault.keys;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key that wraps all others: 32 bytes, from the configuration or from a file beside the data. Not printable. */
public final class MasterKey {
    private static final int ID_BYTES = 8;

    private final String id;
    private final Origin origin;
    private final Aead aead;

    private MasterKey(byte[] key, Origin origin) {
        this.id = idOf(key);
        this.origin = origin;
        this.aead = AesGcm.with(key);
    }

    /** Where the key came from. All but {@link #CONFIGURED} is worth a warning at start: the key lies beside what it protects. */
    public enum Origin {
        CONFIGURED,
        READ_FROM_FILE,
        WRITTEN_TO_FILE
    }

    /**
     * The configured key, else that of the file, else a new one, which is written to the file first.
     *
     * @param configured base64 of 32 bytes, the value of {@code SSO_MASTER_KEY}; null or blank when not set
     * @throws UnusableMasterKey when there is a key and it cannot be used
     */
    public static MasterKey obtain(@Nullable String configured, Path file, SecureRandom random) {
        if (configured != null && !configured.isBlank()) {
            return new MasterKey(decode(configured, "SSO_MASTER_KEY"), Origin.CONFIGURED);
        }
        MasterKeyFile kept = new MasterKeyFile(file);
        if (kept.exists()) {
            return new MasterKey(decode(kept.read(), file.toString()), Origin.READ_FROM_FILE);
        }
        byte[] key = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(key);
        kept.write(Base64.getEncoder().encodeToString(key));
        return new MasterKey(key, Origin.WRITTEN_TO_FILE);
    }

    /** Names this key without telling anything of it, and stands beside whatever it has wrapped: 16 hex digits. */
    public String id() {
        return id;
    }

    public Origin origin() {
        return origin;
    }

    Aead aead() {
        return aead;
    }

    private static byte[] decode(String text, String source) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new UnusableMasterKey(
                    source + " is not base64. Make a key with: head -c 32 /dev/urandom | base64", e);
        }
        if (key.length != AesGcm.KEY_BYTES) {
            throw new UnusableMasterKey(source + " holds " + key.length
                    + " bytes instead of 32. Make a key with: head -c 32 /dev/urandom | base64");
        }
        return key;
    }

    private static String idOf(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] tag = mac.doFinal("sso-user master key id".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(tag, 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK offers no HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
