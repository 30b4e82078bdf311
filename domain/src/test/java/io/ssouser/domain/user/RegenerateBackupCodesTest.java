package io.ssouser.domain.user;

import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.user.UserCommand.RegenerateBackupCodes;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegenerateBackupCodesTest extends UserSpecification {
    @Test
    void ten_new_codes_are_shown() {
        givenMfa(SIGNED_IN_WITH_CODE)
                .when(new RegenerateBackupCodes(ANNA, SESSION))
                .expectResultMessagePayload(List.of(
                        "SHEE-T010",
                        "SHEE-T011",
                        "SHEE-T012",
                        "SHEE-T013",
                        "SHEE-T014",
                        "SHEE-T015",
                        "SHEE-T016",
                        "SHEE-T017",
                        "SHEE-T018",
                        "SHEE-T019"))
                .expectEvents(new BackupCodesGenerated(ANNA, new BackupCodeHashes("fake$SHEET01"), 10));
    }

    @Test
    void without_mfa_there_are_none() {
        given(SIGNED_IN)
                .when(new RegenerateBackupCodes(ANNA, SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("MFA_NOT_ENABLED")
                .expectNoEvents();
        givenMfa(SIGNED_IN_WITH_CODE, new MfaDisabled(ANNA))
                .when(new RegenerateBackupCodes(ANNA, SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("MFA_NOT_ENABLED")
                .expectNoEvents();
    }
}
