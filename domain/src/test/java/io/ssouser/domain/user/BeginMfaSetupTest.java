package io.ssouser.domain.user;

import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.user.UserCommand.BeginMfaSetup;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaSetupBegun;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BeginMfaSetupTest extends UserSpecification {
    private static final TotpSecret FIRST = new TotpSecret("FAKETOTPSECRETFAKETOTPSECRETFAAA");
    private static final MfaSetupBegun BEGUN = new MfaSetupBegun(ANNA, FIRST, Instant.parse("2026-03-01T12:10:00Z"));

    @Test
    void a_new_secret_is_pending_for_ten_minutes() {
        given(SIGNED_IN)
                .when(new BeginMfaSetup(ANNA, SESSION))
                .expectResultMessagePayload(FIRST)
                .expectEvents(BEGUN);
    }

    @Test
    void a_setup_may_be_begun_again() {
        given(SIGNED_IN, new MfaSetupBegun(ANNA, SECRET, NOON))
                .when(new BeginMfaSetup(ANNA, SESSION))
                .expectResultMessagePayload(FIRST)
                .expectEvents(BEGUN);
    }

    @Test
    void after_mfa_was_disabled_a_setup_may_be_begun() {
        givenMfa(SIGNED_IN_WITH_CODE, new MfaDisabled(ANNA))
                .when(new BeginMfaSetup(ANNA, SESSION))
                .expectEvents(BEGUN);
    }

    @Test
    void while_mfa_is_on_a_setup_is_refused_and_the_live_secret_stays() {
        givenMfa(SIGNED_IN_WITH_CODE)
                .when(new BeginMfaSetup(ANNA, SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("MFA_ALREADY_ENABLED")
                .expectNoEvents();
    }
}
