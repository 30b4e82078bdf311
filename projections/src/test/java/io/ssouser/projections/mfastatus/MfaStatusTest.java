package io.ssouser.projections.mfastatus;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import io.ssouser.projections.Life;
import io.ssouser.projections.ReadModelLaws;
import io.ssouser.projections.fold.Fold;
import org.junit.jupiter.api.Test;

class MfaStatusTest extends ReadModelLaws {
    private static final MfaStatus OFF = new MfaStatus(false, false);

    @Override
    protected Fold<?> fold() {
        return new MfaStatusFold();
    }

    private MfaStatus status() {
        return new MfaStatusQueries(stage.documents).answer(new FindMfaStatus(ALICE.id()));
    }

    private void enable(int codes) {
        tell(ALICE, new MfaEnabled(ALICE.id(), 1));
        tell(ALICE, new BackupCodesGenerated(ALICE.id(), new BackupCodeHashes("hashes"), codes));
    }

    @Test
    void it_is_off_for_an_account_that_is_unknown_or_never_turned_it_on() {
        assertThat(status()).isEqualTo(OFF);
        tell(ALICE, ALICE.registered());
        assertThat(status()).isEqualTo(OFF);
    }

    @Test
    void a_pending_secret_turns_nothing_on() {
        tell(ALICE, new MfaSetupBegun(ALICE.id(), new TotpSecret("secret"), Life.LATER));
        assertThat(status()).isEqualTo(OFF);
    }

    @Test
    void enabled_with_codes_it_has_both_and_a_new_secret_keeps_both() {
        enable(10);
        assertThat(status()).isEqualTo(new MfaStatus(true, true));
        tell(ALICE, new MfaSetupBegun(ALICE.id(), new TotpSecret("secret"), Life.LATER));
        assertThat(status()).isEqualTo(new MfaStatus(true, true));
    }

    @Test
    void there_are_codes_until_the_last_one_is_used_and_again_after_new_ones() {
        enable(2);
        tell(ALICE, new BackupCodeUsed(ALICE.id(), 0));
        assertThat(status().hasBackupCodes()).isTrue();
        tell(ALICE, new BackupCodeUsed(ALICE.id(), 1));
        assertThat(status()).isEqualTo(new MfaStatus(true, false));
        tell(ALICE, new BackupCodesGenerated(ALICE.id(), null, 10));
        assertThat(status()).isEqualTo(new MfaStatus(true, true));
    }

    @Test
    void disabled_nothing_is_left() {
        enable(10);
        tell(ALICE, new MfaDisabled(ALICE.id()));
        assertThat(status()).isEqualTo(OFF);
    }
}
