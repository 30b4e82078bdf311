package io.ssouser.application.mfa;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.mfa.TotpSecret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** One-time codes by java-otp, in the parameters that every authenticator takes for granted: SHA-1, six digits, 30 s. */
public final class JavaOtpTotp implements Totp {
    private static final int SECRET_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;

    private final TimeBasedOneTimePasswordGenerator generator =
            new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(STEP_SECONDS), DIGITS);
    private final SecureRandom random;

    public JavaOtpTotp(SecureRandom random) {
        this.random = random;
    }

    @Override
    public TotpSecret newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new TotpSecret(Base32.toBase32String(secret));
    }

    /** Should two steps share a code, it counts for the later one: counted for the earlier, it could be used twice. */
    @Override
    public OptionalLong stepOf(TotpSecret secret, SecondFactorCode code, Instant now) {
        Key key = new SecretKeySpec(Base32.decode(secret.value()), generator.getAlgorithm());
        byte[] typed = code.value().getBytes(StandardCharsets.UTF_8);
        long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        OptionalLong found = OptionalLong.empty();
        for (long step = present - 1; step <= present + 1; step++) {
            // All three are compared, so that time does not tell which one it was.
            found = MessageDigest.isEqual(typed, codeOf(key, step)) ? OptionalLong.of(step) : found;
        }
        return found;
    }

    private byte[] codeOf(Key key, long step) {
        try {
            Instant start = Instant.ofEpochSecond(step * STEP_SECONDS);
            return generator
                    .generateOneTimePasswordString(key, start, Locale.ROOT)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("A stored TOTP secret is no key", e);
        }
    }
}
