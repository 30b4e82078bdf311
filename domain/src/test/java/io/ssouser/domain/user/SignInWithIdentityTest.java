package io.ssouser.domain.user;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.SignInStep;
import io.ssouser.domain.session.SignInStep.SessionGranted;
import io.ssouser.domain.user.UserCommand.SignInWithIdentity;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.IdentityAccepted;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.SignedIn;
import io.ssouser.domain.user.UserEvent.TotpAccepted;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInWithIdentityTest extends UserSpecification {
    private static final Instant IN_FIVE_MINUTES = Instant.parse("2026-03-01T12:05:00Z");
    private static final SignInWithIdentity SIGN_IN =
            new SignInWithIdentity(ANNA, ANNA_AT_GITHUB.claimId(), SESSION, ATTEMPT, LAPTOP, LAPTOP_NAME, false, 0);
    private static final SignInWithIdentity SIGN_IN_WITH_MFA =
            new SignInWithIdentity(ANNA, ANNA_AT_GITHUB.claimId(), SESSION, ATTEMPT, LAPTOP, LAPTOP_NAME, false, 1);
    private static final IdentityAccepted ACCEPTED = new IdentityAccepted(ANNA, GITHUB, ATTEMPT);

    @Test
    void a_linked_identity_registers_the_new_device_and_grants_a_session() {
        given(linked(ANNA_AT_GITHUB))
                .when(SIGN_IN)
                .expectResultMessagePayload(Outcome.done(new SessionGranted(SESSION, LAPTOP)))
                .expectEvents(
                        ACCEPTED,
                        new DeviceRegistered(ANNA, LAPTOP, LAPTOP_NAME, IN_90_DAYS),
                        new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.IDENTITY, null));
    }

    @Test
    void an_account_born_with_the_identity_lets_it_in() {
        fixture.givenCurrentTime(NOON)
                .andGiven(UnlinkIdentityTest.born(), new EmailConfirmed(ANNA), registered(LAPTOP))
                .when(SIGN_IN)
                .expectEvents(ACCEPTED, new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.IDENTITY, null));
    }

    @Test
    void an_account_without_a_password_judges_none() {
        given(linked(ANNA_AT_GITHUB), new PasswordRemoved(ANNA))
                .when(new SignInWithPassword(ANNA, RIGHT, SESSION, ATTEMPT, LAPTOP, LAPTOP_NAME, false))
                .expectResultMessagePayload(Outcome.denied(Refusal.WRONG_CREDENTIALS))
                .expectNoEvents();
    }

    @Test
    void the_second_factor_is_asked_for_all_the_same() {
        givenMfa(linked(ANNA_AT_GITHUB))
                .when(SIGN_IN_WITH_MFA)
                .expectResultMessagePayload(Outcome.done(new SignInStep.SecondFactorAwaited(ATTEMPT, IN_FIVE_MINUTES)))
                .expectEvents(ACCEPTED, awaited());
    }

    @Test
    void with_the_second_factor_the_session_says_how_it_was_proved() {
        givenMfa(registered(LAPTOP), linked(ANNA_AT_GITHUB), ACCEPTED, awaited())
                .when(new VerifySecondFactor(ANNA, ATTEMPT, codeOfStep(0), SESSION))
                .expectEvents(
                        new TotpAccepted(ANNA, STEP_OF_NOON),
                        new SignedIn(ANNA, SESSION, LAPTOP, SignInMethod.IDENTITY_AND_TOTP, ATTEMPT));
    }

    @Test
    void unlinked_meanwhile_the_second_factor_comes_too_late() {
        givenMfa(linked(ANNA_AT_GITHUB), ACCEPTED, awaited(), unlinked())
                .when(new VerifySecondFactor(ANNA, ATTEMPT, codeOfStep(0), SESSION))
                .expectException(Refused.class)
                .expectExceptionMessage("SIGN_IN_NOT_PENDING")
                .expectNoEvents();
    }

    @Test
    void an_identity_that_is_not_the_accounts_any_more_opens_nothing() {
        given(linked(ANNA_AT_GITHUB), unlinked())
                .when(SIGN_IN)
                .expectException(Refused.class)
                .expectExceptionMessage("IDENTITY_NOT_LINKED")
                .expectNoEvents();
    }

    private static MfaAwaited awaited() {
        return new MfaAwaited(ANNA, ATTEMPT, LAPTOP, LAPTOP_NAME, IN_FIVE_MINUTES);
    }

    private static IdentityUnlinked unlinked() {
        return new IdentityUnlinked(ANNA, ANNA_AT_GITHUB.claimId(), GITHUB);
    }
}
