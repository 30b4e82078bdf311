package io.ssouser.domain.user;

import io.ssouser.domain.Refused;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.ExportPersonalData;
import io.ssouser.domain.user.UserEvent.PersonalDataExported;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportPersonalDataTest extends UserSpecification {
    @Test
    void an_export_is_put_on_record_and_told_which_sessions_live() {
        given(
                        signedIn(OTHER_SESSION, PHONE),
                        new SessionEnded(ANNA, OTHER_SESSION, EndReason.SIGNED_OUT),
                        signedIn(SESSION, LAPTOP))
                .when(new ExportPersonalData(ANNA, SESSION))
                .expectResultMessagePayload(List.of(SESSION))
                .expectEvents(new PersonalDataExported(ANNA));
    }

    @Test
    void a_session_whose_proof_is_old_exports_nothing() {
        given(signedIn(SESSION, LAPTOP))
                .andGivenCurrentTime(NOON.plus(Duration.ofMinutes(5)))
                .when(new ExportPersonalData(ANNA, SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("STEP_UP_REQUIRED")
                .expectNoEvents();
    }
}
