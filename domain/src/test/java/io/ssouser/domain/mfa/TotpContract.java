package io.ssouser.domain.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Totp} keeps. */
public abstract class TotpContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long STEP_OF_NOON = 59_078_880;

    protected abstract Totp totp();

    /** What a person's generator shows during the step. */
    protected abstract SecondFactorCode shown(TotpSecret secret, long step);

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void the_code_of_the_present_step_or_a_neighbour_is_recognised(long neighbour) {
        TotpSecret secret = totp().newSecret();

        assertThat(totp().stepOf(secret, shown(secret, STEP_OF_NOON + neighbour), NOON))
                .hasValue(STEP_OF_NOON + neighbour);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3, -2, 2, 3})
    void the_code_of_a_farther_step_is_not(long away) {
        TotpSecret secret = totp().newSecret();

        assertThat(totp().stepOf(secret, shown(secret, STEP_OF_NOON + away), NOON))
                .isEmpty();
    }

    @Test
    void a_step_lasts_thirty_seconds() {
        TotpSecret secret = totp().newSecret();

        assertThat(totp().stepOf(secret, shown(secret, STEP_OF_NOON - 1), NOON.plusSeconds(29)))
                .hasValue(STEP_OF_NOON - 1);
        assertThat(totp().stepOf(secret, shown(secret, STEP_OF_NOON - 1), NOON.plusSeconds(30)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "ABCDEF", "１２３４５６"})
    void what_is_no_code_is_of_no_step(String typed) {
        assertThat(totp().stepOf(totp().newSecret(), SecondFactorCode.of(typed), NOON))
                .isEmpty();
    }

    @Test
    void secrets_are_160_bits_in_base32_and_never_alike() {
        Set<TotpSecret> secrets = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            secrets.add(totp().newSecret());
        }

        assertThat(secrets)
                .hasSize(100)
                .allSatisfy(secret -> assertThat(secret.value()).matches("[A-Z2-7]{32}"));
    }
}
