package io.ssouser.application.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.password.Argon2Cost;
import io.ssouser.application.password.HashingPlaces;
import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.BackupCodes.Minted;
import io.ssouser.domain.mfa.SecondFactorCode;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedBackupCodesTest {
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1, 32);

    private final HashedBackupCodes codes = codes(new HashingPlaces(1));

    @Test
    void a_sheet_is_ten_different_codes_in_two_halves() {
        Minted sheet = codes.mint();
        assertThat(sheet.shown())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[A-Z0-9]{4}-[A-Z0-9]{4}"));
        assertThat(codes.mint().shown()).doesNotContainAnyElementsOf(sheet.shown());
    }

    @Test
    void each_code_is_found_at_its_place_as_shown_and_as_typed() {
        Minted sheet = codes.mint();
        for (int index = 0; index < 10; index++) {
            String shown = sheet.shown().get(index);
            assertThat(codes.find(SecondFactorCode.of(shown), sheet.kept())).hasValue(index);
            String typed = shown.replace("-", " ").toLowerCase(Locale.ROOT);
            assertThat(codes.find(SecondFactorCode.of(typed), sheet.kept())).hasValue(index);
        }
    }

    @Test
    void a_code_of_another_sheet_is_not_found() {
        Minted sheet = codes.mint();
        String other = codes.mint().shown().get(0);
        assertThat(codes.find(SecondFactorCode.of(other), sheet.kept())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "AAAAAAAAA"})
    void what_is_no_code_is_not_found(String typed) {
        assertThat(codes.find(SecondFactorCode.of(typed), codes.mint().kept())).isEmpty();
    }

    @Test
    void what_is_kept_holds_no_code_and_says_how_it_was_hashed() {
        Minted sheet = codes(new HashingPlaces(1), Argon2Cost.OWASP).mint();
        assertThat(sheet.kept().value())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(sheet.shown().get(0).substring(0, 4)
                        + sheet.shown().get(0).substring(5));
    }

    @Test
    void minting_and_finding_take_a_place() {
        HashedBackupCodes refusing = codes(new HashingPlaces(0, 0, Duration.ZERO));
        Minted sheet = codes.mint();
        assertThatThrownBy(refusing::mint).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> refusing.find(SecondFactorCode.of("AAAAAAAA"), sheet.kept()))
                .isInstanceOf(Refused.class);
    }

    private static HashedBackupCodes codes(HashingPlaces places) {
        return codes(places, CHEAP);
    }

    private static HashedBackupCodes codes(HashingPlaces places, Argon2Cost cost) {
        return new HashedBackupCodes(cost, places, new SecureRandom());
    }
}
