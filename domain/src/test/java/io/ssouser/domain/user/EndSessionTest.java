package io.ssouser.domain.user;

import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.EndSession;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndSessionTest extends UserSpecification {
    @ParameterizedTest
    @EnumSource(EndReason.class)
    void a_session_ends_for_the_reason_given_and_no_other_does(EndReason reason) {
        given(registered(LAPTOP), signedIn(OTHER_SESSION, LAPTOP), signedIn(SESSION, LAPTOP))
                .when(new EndSession(ANNA, SESSION, reason))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new SessionEnded(ANNA, SESSION, reason));
    }

    @Test
    void a_session_that_has_ended_stays_ended_without_another_event() {
        given(registered(LAPTOP), signedIn(SESSION, LAPTOP), new SessionEnded(ANNA, SESSION, EndReason.SIGNED_OUT))
                .when(new EndSession(ANNA, SESSION, EndReason.REFRESH_TOKEN_REUSED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_session_that_was_granted_twice_ends_once() {
        given(registered(LAPTOP), signedIn(SESSION, LAPTOP), signedIn(SESSION, LAPTOP))
                .when(new EndSession(ANNA, SESSION, EndReason.SIGNED_OUT))
                .expectEvents(new SessionEnded(ANNA, SESSION, EndReason.SIGNED_OUT));
    }
}
