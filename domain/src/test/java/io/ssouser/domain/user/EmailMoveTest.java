package io.ssouser.domain.user;

import static io.ssouser.domain.user.RequestEmailChangeTest.CHANGE;
import static io.ssouser.domain.user.RequestEmailChangeTest.NEW_CLAIM;
import static io.ssouser.domain.user.RequestEmailChangeTest.NEW_EMAIL;
import static io.ssouser.domain.user.RequestEmailChangeTest.NEXT_WEEK;
import static io.ssouser.domain.user.RequestEmailChangeTest.REQUESTED;
import static io.ssouser.domain.user.RequestEmailChangeTest.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailMove;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.ConfirmEmailChange;
import io.ssouser.domain.user.UserCommand.UndoEmailChange;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.EmailChangeCancelled;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.ErasureCancelled;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import io.ssouser.domain.user.UserEvent.SecondFactorAwaited;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.UserErased;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account moves to another address and back, without the claims that follow it. */
class EmailMoveTest extends UserSpecification {
    private static final EmailChanged CHANGED = new EmailChanged(ANNA, CHANGE, NEW_CLAIM, NEW_EMAIL, EMAIL, NEXT_WEEK);
    private static final EmailClaimId THIRD_CLAIM = new EmailClaimId("third claim");
    private static final EmailChanged CHANGED_AGAIN = new EmailChanged(
            ANNA,
            new EmailChangeId("second change"),
            THIRD_CLAIM,
            new EmailAddress("eve@example.com"),
            NEW_EMAIL,
            NEXT_WEEK);
    private static final EmailChangeUndone UNDONE = new EmailChangeUndone(ANNA, CLAIM, EMAIL);

    EmailMoveTest() {
        fixture.registerAnnotatedCommandHandler(new MoveHandler());
    }

    @Test
    void the_link_moves_the_account_and_keeps_its_sessions() {
        given(signedIn(SESSION, LAPTOP), REQUESTED)
                .when(new ConfirmEmailChange(ANNA, CHANGE))
                .expectResultMessagePayload(new EmailMove(CLAIM, NEW_CLAIM))
                .expectEvents(CHANGED)
                .expectState(user -> assertThat(user.email()).isEqualTo(NEW_EMAIL));
    }

    @Test
    void a_link_works_once() {
        refuses(given(REQUESTED, CHANGED), new ConfirmEmailChange(ANNA, CHANGE), "CONFIRMATION_USED");
    }

    @Test
    void a_link_works_for_a_day() {
        refuses(
                given(REQUESTED).andGivenCurrentTime(TOMORROW),
                new ConfirmEmailChange(ANNA, CHANGE),
                "CONFIRMATION_EXPIRED");
    }

    @Test
    void a_newer_change_voids_the_link() {
        EmailChangeRequested newer =
                new EmailChangeRequested(ANNA, new EmailChangeId("newer"), THIRD_CLAIM, NEW_EMAIL, EMAIL, TOMORROW);
        refuses(given(REQUESTED, newer), new ConfirmEmailChange(ANNA, CHANGE), "CONFIRMATION_UNKNOWN");
    }

    @Test
    void a_cancelled_or_undone_change_voids_the_link() {
        ConfirmEmailChange late = new ConfirmEmailChange(ANNA, CHANGE);
        refuses(given(REQUESTED, new EmailChangeCancelled(ANNA)), late, "CONFIRMATION_UNKNOWN");
        refuses(given(REQUESTED, UNDONE), late, "CONFIRMATION_UNKNOWN");
    }

    @Test
    void an_owner_who_disowns_a_pending_change_keeps_the_address_and_no_session() {
        given(signedIn(SESSION, LAPTOP), signedIn(OTHER_SESSION, PHONE), REQUESTED)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectResultMessagePayload(Optional.empty())
                .expectEvents(UNDONE, ended(SESSION), ended(OTHER_SESSION));
    }

    @Test
    void an_owner_who_disowns_a_change_gets_the_address_back_and_no_session() {
        given(signedIn(SESSION, LAPTOP), REQUESTED, CHANGED)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectResultMessagePayload(Optional.of(new EmailMove(NEW_CLAIM, CLAIM)))
                .expectEvents(UNDONE, ended(SESSION))
                .expectState(user -> assertThat(user.email()).isEqualTo(EMAIL));
    }

    @Test
    void whoever_had_the_address_first_takes_it_back_over_any_number_of_later_changes() {
        given(REQUESTED, CHANGED, CHANGED_AGAIN)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectResultMessagePayload(Optional.of(new EmailMove(THIRD_CLAIM, CLAIM)))
                .expectEvents(UNDONE);
    }

    @Test
    void whoever_had_it_later_cannot_take_it_back_from_the_first() {
        refuses(
                given(REQUESTED, CHANGED, CHANGED_AGAIN, UNDONE),
                new UndoEmailChange(ANNA, NEW_CLAIM),
                "CONFIRMATION_EXPIRED");
    }

    @Test
    void a_replaced_request_does_not_void_the_owners_word() {
        given(signedIn(SESSION, LAPTOP), REQUESTED, new EmailChangeCancelled(ANNA))
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectEvents(ended(SESSION));
    }

    @Test
    void disowning_twice_changes_nothing_more() {
        given(signedIn(SESSION, LAPTOP), REQUESTED, CHANGED, UNDONE, ended(SESSION))
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "claim of somebody else"})
    void a_week_later_or_by_a_stranger_nothing_is_taken_back(String claim) {
        refuses(
                given(signedIn(SESSION, LAPTOP), REQUESTED, CHANGED).andGivenCurrentTime(NEXT_WEEK),
                new UndoEmailChange(ANNA, new EmailClaimId(claim)),
                "CONFIRMATION_EXPIRED");
    }

    @Test
    void a_wish_to_be_erased_ends_with_the_change_of_whoever_wished_it() {
        given(REQUESTED, CHANGED, new ErasureRequested(ANNA, NEXT_WEEK))
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectEvents(UNDONE, new ErasureCancelled(ANNA));
    }

    @Test
    void nothing_brings_an_erased_account_back_to_an_address() {
        Object[] life = {REQUESTED, CHANGED, new ErasureRequested(ANNA, NEXT_WEEK), new UserErased(ANNA)};
        given(life).when(new UndoEmailChange(ANNA, CLAIM)).expectException(AggregateDeletedException.class);
        given(life).when(new ConfirmEmailChange(ANNA, CHANGE)).expectException(AggregateDeletedException.class);
    }

    @Test
    void a_sign_in_that_awaits_its_second_factor_is_void_when_a_change_is_undone() {
        Instant soon = NOON.plusSeconds(300);
        givenMfa(REQUESTED, new SecondFactorAwaited(ANNA, ATTEMPT, PHONE, PHONE_NAME, soon), UNDONE)
                .when(new VerifySecondFactor(ANNA, ATTEMPT, codeOfStep(0), SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("SIGN_IN_NOT_PENDING")
                .expectNoEvents();
    }

    private static void refuses(TestExecutor<User> account, UserCommand command, String why) {
        account.when(command)
                .expectException(Refused.class)
                .expectExceptionMessage(why)
                .expectNoEvents();
    }

    private static SessionEnded ended(SessionId session) {
        return new SessionEnded(ANNA, session, EndReason.EMAIL_CHANGE_UNDONE);
    }

    /** Uses the account as the process over account and claims does. */
    final class MoveHandler {
        @CommandHandler
        EmailMove handle(ConfirmEmailChange command) {
            return fixture.getRepository()
                    .load(command.userId().value())
                    .invoke(user -> user.confirm(command, fixture.currentTime()));
        }

        @CommandHandler
        Optional<EmailMove> handle(UndoEmailChange command) {
            return fixture.getRepository()
                    .load(command.userId().value())
                    .invoke(user -> user.undo(command, fixture.currentTime()));
        }
    }
}
