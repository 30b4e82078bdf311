package io.ssouser.application.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.password.Argon2Cost;
import io.ssouser.application.password.HashingPermits;
import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.BackupCodes.Minted;
import io.ssouser.domain.mfa.BackupCodesContract;
import io.ssouser.domain.mfa.SecondFactorCode;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HashedBackupCodesTest extends BackupCodesContract {
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1, 32);

    private final HashedBackupCodes codes = codes(new HashingPermits(1));

    @Override
    protected BackupCodes codes() {
        return codes;
    }

    @Test
    void no_two_sheets_share_a_code_or_a_salt() {
        Minted sheet = codes.mint();
        Minted other = codes.mint();
        assertThat(other.shown()).doesNotContainAnyElementsOf(sheet.shown());
        assertThat(saltOf(other)).isNotEqualTo(saltOf(sheet));
    }

    @Test
    void what_is_kept_holds_no_code_and_says_how_it_was_hashed() {
        Minted sheet = codes(new HashingPermits(1), Argon2Cost.OWASP).mint();
        assertThat(sheet.kept().value())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(sheet.shown().get(0).substring(0, 4)
                        + sheet.shown().get(0).substring(5));
    }

    @Test
    void minting_and_finding_take_a_place() {
        HashedBackupCodes refusing = codes(new HashingPermits(0, 0, Duration.ZERO));
        Minted sheet = codes.mint();
        assertThatThrownBy(refusing::mint).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> refusing.find(SecondFactorCode.of("AAAAAAAA"), sheet.kept()))
                .isInstanceOf(Refused.class);
    }

    private static String saltOf(Minted sheet) {
        return sheet.kept().value().split("\\$")[4];
    }

    private static HashedBackupCodes codes(HashingPermits permits) {
        return codes(permits, CHEAP);
    }

    private static HashedBackupCodes codes(HashingPermits permits, Argon2Cost cost) {
        return new HashedBackupCodes(cost, permits, new SecureRandom());
    }
}
