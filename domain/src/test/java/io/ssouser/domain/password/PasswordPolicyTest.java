package io.ssouser.domain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private static final PasswordPolicy POLICY = new PasswordPolicy(8, new FakePasswordGuesser());
    private static final EmailAddress ANNA = new EmailAddress("anna.smith-jones+shop@mail.example.org");

    /** é takes two bytes, 🔑 four. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"a,8", "é,4", "🔑,2", "' ',8", "a,64", "a,1024", "é,512", "🔑,256"})
    void from_8_to_1024_bytes_a_password_may_be_set(String letter, int times) {
        assertThatCode(() -> POLICY.judge(new Password(letter.repeat(times)), null))
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
        assertThatThrownBy(() -> POLICY.judge(new Password(letter.repeat(times)), null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "anna.smith-jones+shop@mail.example.org",
                "Anna.Smith-Jones+Shop",
                "annasmithjonesshop",
                "mail.example.org",
                "sso platform"
            })
    void what_is_common_or_made_of_the_persons_address_is_refused(String typed) {
        assertRefused(POLICY, typed, Refusal.PASSWORD_GUESSABLE);
    }

    @Test
    void a_part_of_the_address_is_a_hint_unless_it_is_in_too_many_words() {
        List<Set<String>> hints = new ArrayList<>();
        new PasswordPolicy(8, (password, known) -> !hints.add(known))
                .judge(new Password("long enough"), new EmailAddress("jo.anna_x@example.org"));

        assertThat(hints.get(0)).contains("anna", "example", "org", "joannax").doesNotContain("jo", "x", "");
    }

    @Test
    void an_operator_may_ask_for_longer_ones() {
        PasswordPolicy strict = new PasswordPolicy(15, new FakePasswordGuesser());

        assertRefused(strict, "fourteen chars", Refusal.PASSWORD_TOO_SHORT);
        assertThatCode(() -> strict.judge(new Password("fifteen letters"), ANNA))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7, 65})
    void a_minimum_that_makes_no_sense_is_refused(int fewest) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordPolicy(fewest, new FakePasswordGuesser()));
    }

    private static void assertRefused(PasswordPolicy policy, String typed, Refusal why) {
        assertThatThrownBy(() -> policy.judge(new Password(typed), ANNA))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
    }
}
