package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hamcrest.Matchers.is;

import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.CancelErasure;
import io.ssouser.domain.user.UserCommand.RequestErasure;
import io.ssouser.domain.user.UserCommand.TrustDevice;
import io.ssouser.domain.user.UserEvent.ErasureCancelled;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.UserErased;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.junit.jupiter.api.Test;

class ErasureTest extends UserSpecification {
    private static final Instant DUE = NOON.plus(CHANGE_OF_MIND);

    @Test
    void a_wish_to_be_erased_is_dated_and_ends_every_other_session() {
        given(registered(LAPTOP), signedIn(OTHER_SESSION, LAPTOP), signedIn(SESSION, LAPTOP))
                .when(new RequestErasure(ANNA, SESSION))
                .expectResultMessagePayloadMatching(is(DUE))
                .expectEvents(
                        new ErasureRequested(ANNA, DUE),
                        new SessionEnded(ANNA, OTHER_SESSION, EndReason.ERASURE_REQUESTED));
    }

    @Test
    void a_second_wish_changes_nothing_and_tells_the_same_date() {
        given(registered(LAPTOP), signedIn(SESSION, LAPTOP), new ErasureRequested(ANNA, NOON))
                .when(new RequestErasure(ANNA, SESSION))
                .expectResultMessagePayloadMatching(is(NOON))
                .expectNoEvents();
    }

    @Test
    void the_wish_can_be_taken_back_and_made_again() {
        given(new ErasureRequested(ANNA, DUE)).when(new CancelErasure(ANNA)).expectEvents(new ErasureCancelled(ANNA));
        given(
                        registered(LAPTOP),
                        signedIn(SESSION, LAPTOP),
                        new ErasureRequested(ANNA, DUE),
                        new ErasureCancelled(ANNA))
                .when(new RequestErasure(ANNA, SESSION))
                .expectEvents(new ErasureRequested(ANNA, DUE));
    }

    @Test
    void where_there_is_no_wish_there_is_nothing_to_take_back() {
        given().when(new CancelErasure(ANNA)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void nothing_can_be_asked_of_an_erased_account() {
        given(registered(LAPTOP), new ErasureRequested(ANNA, DUE), new UserErased(ANNA))
                .when(new TrustDevice(ANNA, LAPTOP))
                .expectException(AggregateDeletedException.class)
                .expectNoEvents();
    }

    @Test
    void a_change_of_mind_does_not_lie_in_the_past() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ErasurePolicy(Duration.ofSeconds(-1)));
    }
}
