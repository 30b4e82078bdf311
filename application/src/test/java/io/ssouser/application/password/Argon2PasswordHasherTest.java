package io.ssouser.application.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Refused;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordHasherContract;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordHasherTest extends PasswordHasherContract {
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1, 32);

    private final Argon2PasswordHasher hasher = hasher(CHEAP);

    @Test
    void a_hash_is_a_phc_string_with_the_owasp_parameters_and_a_salt_of_its_own() {
        Argon2PasswordHasher real = hasher(Argon2Cost.OWASP);
        String first = real.hash(new Password("correct horse")).value();
        assertThat(first).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(real.hash(new Password("correct horse")).value()).isNotEqualTo(first);
        assertThat(real.matches(new Password("correct horse"), new PasswordHash(first)))
                .isTrue();
    }

    /** Made with the reference implementation: {@code echo -n password | argon2 somesaltsomesalt -id -k 19456 -t 2 -p 1 -l 32 -e}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE"
            })
    void a_hash_of_the_reference_implementation_matches(String reference) {
        assertThat(hasher.matches(new Password("password"), new PasswordHash(reference)))
                .isTrue();
        assertThat(hasher.matches(new Password("Password"), new PasswordHash(reference)))
                .isFalse();
    }

    @Override
    protected PasswordHasher hasher() {
        return hasher;
    }

    @Override
    protected PasswordHash hashAsTyped(String typed) {
        byte[] salt = "somesaltsomesalt".getBytes(StandardCharsets.US_ASCII);
        byte[] hash = Argon2.hash(typed.getBytes(StandardCharsets.UTF_8), salt, CHEAP);
        return new PasswordHash(new PhcString(CHEAP, salt, List.of(hash)).text());
    }

    @Test
    void two_bytes_a_letter_are_hashed_to_the_last_of_1024() {
        String bytes1023 = "é".repeat(511) + "x";
        PasswordHash hash = hasher.hash(new Password(bytes1023 + "a"));
        assertThat(hasher.matches(new Password(bytes1023 + "a"), hash)).isTrue();
        assertThat(hasher.matches(new Password(bytes1023 + "b"), hash)).isFalse();
    }

    @Test
    void a_hash_with_other_parameters_still_matches_and_is_outdated() {
        PasswordHash old = hasher(new Argon2Cost(32, 1, 1, 32)).hash(new Password("correct horse"));
        assertThat(hasher.matches(new Password("correct horse"), old)).isTrue();
        assertThat(hasher.isOutdated(old)).isTrue();
        assertThat(hasher.isOutdated(hasher.hash(new Password("correct horse"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=16$m=64,t=1,p=1$AAAA$AAAA"})
    void a_foreign_hash_is_an_error_that_does_not_repeat_it(String foreign) {
        assertThatThrownBy(() -> hasher.matches(new Password("x"), new PasswordHash(foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A stored hash is no PHC string of Argon2id version 19");
    }

    @Test
    void every_judgement_takes_a_place() {
        HashingPermits none = new HashingPermits(0, 0, Duration.ZERO);
        Argon2PasswordHasher refusing = new Argon2PasswordHasher(CHEAP, none, new SecureRandom());
        PasswordHash hash = hasher.hash(new Password("x"));
        assertThatThrownBy(() -> refusing.hash(new Password("x"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> refusing.matches(new Password("x"), hash)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> refusing.matchesNothing(new Password("x"))).isInstanceOf(Refused.class);
        assertThat(refusing.isOutdated(hash)).isFalse();
    }

    private static Argon2PasswordHasher hasher(Argon2Cost cost) {
        return new Argon2PasswordHasher(cost, new HashingPermits(2), new SecureRandom());
    }
}
