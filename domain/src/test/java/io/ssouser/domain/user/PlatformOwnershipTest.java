package io.ssouser.domain.user;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserCommand.EndSession;
import io.ssouser.domain.user.UserCommand.SettlePlatformOwnership;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PlatformOwnershipGained;
import io.ssouser.domain.user.UserEvent.PlatformOwnershipLost;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import org.junit.jupiter.api.Test;

/** The permissions of a platform's owner come and go with the address, each as an event of the user. */
class PlatformOwnershipTest extends UserSpecification {
    private static final EmailClaimId OWNERS = new EmailClaimId("claim of the platform's owner");

    private static EmailChanged moved(EmailClaimId to) {
        return new EmailChanged(
                ANNA, new EmailChangeId("change"), to, new EmailAddress("next@example.org"), EMAIL, IN_90_DAYS);
    }

    @Test
    void whoever_confirms_the_owners_address_gains_the_platform_in_the_same_commit() {
        fixture.givenCurrentTime(NOON)
                .andGiven(new Registered(ANNA, OWNERS, EMAIL, HASH))
                .when(new ConfirmEmail(ANNA))
                .expectEvents(new EmailConfirmed(ANNA), new PlatformOwnershipGained(ANNA));
    }

    @Test
    void whoever_confirms_another_address_does_not() {
        fixture.givenCurrentTime(NOON)
                .andGiven(new Registered(ANNA, CLAIM, EMAIL, HASH))
                .when(new ConfirmEmail(ANNA))
                .expectEvents(new EmailConfirmed(ANNA));
    }

    @Test
    void the_past_is_not_told_again_when_the_account_is_loaded() {
        given(
                        moved(OWNERS),
                        new PlatformOwnershipGained(ANNA),
                        moved(CLAIM),
                        new PlatformOwnershipLost(ANNA),
                        SIGNED_IN)
                .when(new EndSession(ANNA, SESSION, EndReason.SIGNED_OUT))
                .expectEvents(new SessionEnded(ANNA, SESSION, EndReason.SIGNED_OUT));
    }

    @Test
    void what_the_setting_made_so_is_recorded_once_when_the_service_asks_for_it() {
        SettlePlatformOwnership settle = new SettlePlatformOwnership(ANNA);
        given(new PlatformOwnershipGained(ANNA)).when(settle).expectEvents(new PlatformOwnershipLost(ANNA));
        given(new PlatformOwnershipGained(ANNA), new PlatformOwnershipLost(ANNA))
                .when(settle)
                .expectNoEvents();
        given(moved(OWNERS), new PlatformOwnershipGained(ANNA)).when(settle).expectNoEvents();
        fixture.given(new Registered(ANNA, OWNERS, EMAIL, HASH), new EmailConfirmed(ANNA))
                .when(settle)
                .expectEvents(new PlatformOwnershipGained(ANNA));
        fixture.given(new Registered(ANNA, OWNERS, EMAIL, HASH)).when(settle).expectNoEvents();
    }

    @Test
    void an_owner_whom_the_setting_does_not_name_any_more_has_lost_it_at_the_next_sign_in() {
        given(registered(LAPTOP), new PlatformOwnershipGained(ANNA))
                .when(new SignInWithPassword(ANNA, RIGHT, SESSION, ATTEMPT, LAPTOP, LAPTOP_NAME, false))
                .expectEvents(SIGNED_IN, new PlatformOwnershipLost(ANNA));
    }
}
