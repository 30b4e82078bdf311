package io.ssouser.domain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordPolicyTest {
    /** é takes two bytes, 🔑 four. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"a,8", "é,4", "🔑,2", "' ',8", "a,64", "a,1024", "é,512", "🔑,256"})
    void from_8_to_1024_bytes_a_password_may_be_set(String letter, int times) {
        assertThatCode(() -> PasswordPolicy.judge(new Password(letter.repeat(times))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "a, 0, PASSWORD_TOO_SHORT",
        "a, 7, PASSWORD_TOO_SHORT",
        "é, 3, PASSWORD_TOO_SHORT",
        "🔑, 1, PASSWORD_TOO_SHORT",
        "a, 1025, PASSWORD_TOO_LONG",
        "é, 513, PASSWORD_TOO_LONG",
        "a, 1000000, PASSWORD_TOO_LONG"
    })
    void outside_of_that_it_is_refused(String letter, int times, Refusal refusal) {
        assertThatThrownBy(() -> PasswordPolicy.judge(new Password(letter.repeat(times))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
