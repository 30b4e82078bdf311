package io.ssouser.application.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.mfa.TotpContract;
import io.ssouser.domain.mfa.TotpSecret;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaOtpTotpTest extends TotpContract {
    /** The ASCII text 12345678901234567890 of RFC 6238, appendix B, in base32. */
    private static final TotpSecret RFC_SECRET = new TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    private final JavaOtpTotp totp = new JavaOtpTotp(new SecureRandom());

    /** RFC 6238, appendix B, SHA-1: the last six of the eight digits, and T. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082, 1",
        "1111111109, 081804, 37037036",
        "1111111111, 050471, 37037037",
        "1234567890, 005924, 41152263",
        "2000000000, 279037, 66666666",
        "20000000000, 353130, 666666666"
    })
    void the_codes_of_rfc_6238_are_recognised_with_their_step(long second, String code, long step) {
        assertThat(stepAt(second, code)).hasValue(step);
    }

    /** 005924 is the code of step 41152263, which lasts from 1234567890 to 1234567919. */
    @ParameterizedTest
    @CsvSource({"1234567860, true", "1234567919, true", "1234567949, true", "1234567859, false", "1234567950, false"})
    void a_code_passes_in_its_own_step_and_the_two_next_to_it_only(long second, boolean passes) {
        assertThat(stepAt(second, "005924")).isEqualTo(passes ? OptionalLong.of(41_152_263) : OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05924", "0005924", "005925", "00592A", "00592Ⅳ"})
    void anything_else_is_no_code(String typed) {
        assertThat(stepAt(1_234_567_890, typed)).isEmpty();
    }

    @Override
    protected Totp totp() {
        return totp;
    }

    @Override
    protected SecondFactorCode shown(TotpSecret secret, long step) {
        try {
            SecretKeySpec key = new SecretKeySpec(Base32.decode(secret.value()), "HmacSHA1");
            return SecondFactorCode.of(new HmacOneTimePasswordGenerator(6).generateOneTimePasswordString(key, step));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private OptionalLong stepAt(long second, String typed) {
        return totp.stepOf(RFC_SECRET, SecondFactorCode.of(typed), Instant.ofEpochSecond(second));
    }
}
