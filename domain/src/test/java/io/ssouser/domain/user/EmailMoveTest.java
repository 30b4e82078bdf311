package io.ssouser.domain.user;

import static io.ssouser.domain.user.RequestEmailChangeTest.CHANGE;
import static io.ssouser.domain.user.RequestEmailChangeTest.NEW_CLAIM;
import static io.ssouser.domain.user.RequestEmailChangeTest.NEW_EMAIL;
import static io.ssouser.domain.user.RequestEmailChangeTest.NEXT_WEEK;
import static io.ssouser.domain.user.RequestEmailChangeTest.REQUESTED;
import static io.ssouser.domain.user.RequestEmailChangeTest.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Refused;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailMove;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.recovery.EndedWaysIn;
import io.ssouser.domain.recovery.UndoneChange;
import io.ssouser.domain.recovery.WaysIn;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.ClearAccess;
import io.ssouser.domain.user.UserCommand.ConfirmEmailChange;
import io.ssouser.domain.user.UserCommand.JudgeEmailChangeUndo;
import io.ssouser.domain.user.UserCommand.RequestPasswordReset;
import io.ssouser.domain.user.UserCommand.UndoEmailChange;
import io.ssouser.domain.user.UserCommand.UnlinkIdentity;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.AccessCleared;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.EmailChangeCancelled;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.ErasureCancelled;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import io.ssouser.domain.user.UserEvent.FormerEmailFreed;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.PasswordChanged;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.PasswordResetRequested;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.UserErased;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user moves to another address and back, without the claims that follow. */
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
    private static final WaysIn NOTHING = new WaysIn(List.of(), false, List.of());
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
                .expectState(user -> assertThat(user.email().address()).isEqualTo(NEW_EMAIL));
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
                .expectResultMessagePayload(new UndoneChange(null, false, NOTHING))
                .expectEvents(UNDONE, ended(SESSION), ended(OTHER_SESSION));
    }

    @Test
    void an_owner_who_disowns_a_change_gets_the_address_back_and_no_session() {
        given(signedIn(SESSION, LAPTOP), REQUESTED, CHANGED)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectResultMessagePayload(new UndoneChange(new EmailMove(NEW_CLAIM, CLAIM), false, NOTHING))
                .expectEvents(UNDONE, ended(SESSION))
                .expectState(user -> assertThat(user.email().address()).isEqualTo(EMAIL));
    }

    @Test
    void what_was_added_since_the_change_was_asked_for_ends_with_it_and_what_was_there_before_stays() {
        WaysIn added = new WaysIn(List.of(GOOGLE), true, List.of(new DeviceName("the phone")));
        given(linked(ANNA_AT_GITHUB), registered(LAPTOP), signedIn(SESSION, LAPTOP))
                .andGivenCurrentTime(NOON.plusSeconds(60))
                .andGiven(REQUESTED, linked(ANNA_AT_GOOGLE), registered(PHONE), signedIn(OTHER_SESSION, PHONE))
                .andGiven(mfaOn())
                .andGiven(CHANGED)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectResultMessagePayload(new UndoneChange(new EmailMove(NEW_CLAIM, CLAIM), false, added))
                .expectEvents(
                        UNDONE,
                        new IdentityUnlinked(ANNA, ANNA_AT_GOOGLE.claimId(), GOOGLE),
                        new MfaDisabled(ANNA),
                        new DeviceRevoked(ANNA, PHONE, RevocationReason.ACCESS_CLEARED),
                        new SessionEnded(ANNA, OTHER_SESSION, EndReason.DEVICE_REVOKED),
                        new AccessCleared(
                                ANNA,
                                new EndedWaysIn(
                                        "Sign-in with google\nA second factor (authenticator app)\nDevice: the phone")),
                        ended(SESSION));
    }

    @Test
    void an_account_that_the_holder_of_the_new_address_has_proved_stays_and_the_former_address_is_free() {
        given(signedIn(SESSION, LAPTOP), REQUESTED, CHANGED, new PasswordReset(ANNA, HASH))
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectResultMessagePayload(new UndoneChange(null, true, NOTHING))
                .expectEvents(new FormerEmailFreed(ANNA, CLAIM, EMAIL))
                .expectState(user -> assertThat(user.email().address()).isEqualTo(NEW_EMAIL));
    }

    @Test
    void a_reset_before_the_change_proves_nothing_of_the_new_address() {
        given(new PasswordReset(ANNA, HASH))
                .andGivenCurrentTime(NOON.plusSeconds(60))
                .andGiven(REQUESTED, CHANGED)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectEvents(UNDONE);
    }

    @Test
    void after_a_reset_one_link_ends_what_else_opens_the_account() {
        given(linked(ANNA_AT_GITHUB), registered(LAPTOP), signedIn(SESSION, LAPTOP), new PasswordReset(ANNA, HASH))
                .when(new ClearAccess(ANNA, NOON))
                .expectResultMessagePayload(new WaysIn(List.of(GITHUB), false, List.of(new DeviceName("the laptop"))))
                .expectEvents(
                        new IdentityUnlinked(ANNA, ANNA_AT_GITHUB.claimId(), GITHUB),
                        new DeviceRevoked(ANNA, LAPTOP, RevocationReason.ACCESS_CLEARED),
                        new SessionEnded(ANNA, SESSION, EndReason.DEVICE_REVOKED),
                        new AccessCleared(ANNA, new EndedWaysIn("Sign-in with github\nDevice: the laptop")));
    }

    @Test
    void that_link_works_once() {
        AccessCleared cleared = new AccessCleared(ANNA, new EndedWaysIn("Device: the laptop"));
        refuses(given(new PasswordReset(ANNA, HASH), cleared), new ClearAccess(ANNA, NOON), "CONFIRMATION_USED");
        given(new PasswordReset(ANNA, HASH), cleared, new PasswordReset(ANNA, HASH))
                .when(new ClearAccess(ANNA, NOON))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void that_link_is_void_once_the_password_or_the_address_is_another() {
        ClearAccess late = new ClearAccess(ANNA, NOON);
        for (Object next : new Object[] {new PasswordChanged(ANNA, HASH), CHANGED, UNDONE}) {
            refuses(
                    given(new PasswordReset(ANNA, HASH))
                            .andGivenCurrentTime(NOON.plusSeconds(1))
                            .andGiven(next),
                    late,
                    "CONFIRMATION_UNKNOWN");
        }
    }

    @Test
    void whoever_had_the_address_first_takes_it_back_over_any_number_of_later_changes() {
        given(REQUESTED, CHANGED, CHANGED_AGAIN)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectResultMessagePayload(new UndoneChange(new EmailMove(THIRD_CLAIM, CLAIM), false, NOTHING))
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
                .expectEvents(UNDONE, ended(SESSION));
    }

    @Test
    void what_was_added_between_two_requests_ends_with_the_second() {
        given(REQUESTED)
                .andGivenCurrentTime(NOON.plusSeconds(60))
                .andGiven(linked(ANNA_AT_GOOGLE))
                .andGivenCurrentTime(NOON.plusSeconds(120))
                .andGiven(REQUESTED, CHANGED)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectResultMessagePayload(new UndoneChange(
                        new EmailMove(NEW_CLAIM, CLAIM), false, new WaysIn(List.of(GOOGLE), false, List.of())));
    }

    @Test
    void a_password_that_was_chosen_since_the_change_was_asked_for_counts_no_more_and_can_be_reset_by_mail() {
        given(REQUESTED, CHANGED, new PasswordChanged(ANNA, HASH))
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectEvents(UNDONE, new PasswordRemoved(ANNA));
        given(REQUESTED, CHANGED, UNDONE, new PasswordRemoved(ANNA))
                .when(new RequestPasswordReset(ANNA))
                .expectEvents(new PasswordResetRequested(ANNA));
        given(linked(ANNA_AT_GITHUB), REQUESTED, CHANGED, UNDONE, new PasswordRemoved(ANNA))
                .when(new RequestPasswordReset(ANNA))
                .expectEvents(new PasswordResetRequested(ANNA));
    }

    @Test
    void a_password_that_was_unlinked_since_the_change_was_asked_for_can_be_reset_by_mail() {
        given(linked(ANNA_AT_GITHUB), signedIn(SESSION, LAPTOP), REQUESTED, CHANGED)
                .andGivenCurrentTime(NOON.plusSeconds(60))
                .andGivenCommands(
                        new UnlinkIdentity(ANNA, ProviderName.PASSWORD, Set.of(GITHUB), SESSION),
                        new UndoEmailChange(ANNA, CLAIM))
                .when(new RequestPasswordReset(ANNA))
                .expectEvents(new PasswordResetRequested(ANNA));
    }

    @Test
    void a_password_that_its_owner_unlinked_before_the_change_stays_away() {
        given(linked(ANNA_AT_GITHUB), signedIn(SESSION, LAPTOP))
                .andGivenCommands(new UnlinkIdentity(ANNA, ProviderName.PASSWORD, Set.of(GITHUB), SESSION))
                .andGivenCurrentTime(NOON.plusSeconds(60))
                .andGiven(REQUESTED, CHANGED, UNDONE)
                .when(new RequestPasswordReset(ANNA))
                .expectException(Refused.class)
                .expectExceptionMessage("NO_PASSWORD")
                .expectNoEvents();
    }

    @Test
    void disowning_twice_is_told_so_and_changes_nothing_more() {
        refuses(
                given(signedIn(SESSION, LAPTOP), REQUESTED, CHANGED, UNDONE, ended(SESSION)),
                new UndoEmailChange(ANNA, CLAIM),
                "CONFIRMATION_USED");
        refuses(given(REQUESTED, CHANGED, UNDONE), new JudgeEmailChangeUndo(ANNA, CLAIM), "CONFIRMATION_USED");
        refuses(
                given(REQUESTED, CHANGED, new FormerEmailFreed(ANNA, CLAIM, EMAIL)),
                new UndoEmailChange(ANNA, CLAIM),
                "CONFIRMATION_USED");
    }

    @Test
    void a_change_that_is_asked_for_after_an_undo_can_be_disowned_again() {
        given(REQUESTED, CHANGED, UNDONE, REQUESTED)
                .when(new UndoEmailChange(ANNA, CLAIM))
                .expectEvents(UNDONE);
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
        givenMfa(REQUESTED, new MfaAwaited(ANNA, ATTEMPT, PHONE, PHONE_NAME, soon), UNDONE)
                .when(new VerifySecondFactor(ANNA, ATTEMPT, codeOfStep(0), SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("SIGN_IN_NOT_PENDING")
                .expectNoEvents();
    }

    private static void refuses(TestExecutor<User> account, UserCommand<?> command, String why) {
        account.when(command)
                .expectException(Refused.class)
                .expectExceptionMessage(why)
                .expectNoEvents();
    }

    private static SessionEnded ended(SessionId session) {
        return new SessionEnded(ANNA, session, EndReason.EMAIL_CHANGE_UNDONE);
    }

    /** Uses the user aggregate as the process over user and claims does. */
    final class MoveHandler {
        @CommandHandler
        EmailMove handle(ConfirmEmailChange command) {
            return fixture.getRepository()
                    .load(command.userId().value())
                    .invoke(user -> user.confirm(command, fixture.currentTime()));
        }

        @CommandHandler
        UndoneChange handle(UndoEmailChange command) {
            return fixture.getRepository()
                    .load(command.userId().value())
                    .invoke(user -> user.undo(command, claims, fixture.currentTime()));
        }
    }
}
