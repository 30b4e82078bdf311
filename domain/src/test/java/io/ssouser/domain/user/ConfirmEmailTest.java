package io.ssouser.domain.user;

import static org.hamcrest.Matchers.is;

import io.ssouser.domain.Refused;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserCommand.RepeatRegistration;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegistrationChosen;
import io.ssouser.domain.user.UserEvent.RegistrationRepeated;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Test;

/** Registrations of one address, and which of them counts. */
class ConfirmEmailTest extends UserSpecification {
    private static final PasswordHash SECOND = new PasswordHash("fake$1$second");
    private static final Registered BORN = new Registered(ANNA, CLAIM, EMAIL, HASH);
    private static final RegistrationRepeated AGAIN = new RegistrationRepeated(ANNA, 1, SECOND);

    @Test
    void an_address_is_confirmed() {
        fixture.given(BORN)
                .when(new ConfirmEmail(ANNA, 0))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new EmailConfirmed(ANNA));
    }

    @Test
    void confirming_again_stores_nothing_whichever_link_is_followed() {
        for (int registration = 0; registration < 3; registration++) {
            fixture.given(BORN, AGAIN, new EmailConfirmed(ANNA))
                    .when(new ConfirmEmail(ANNA, registration))
                    .expectException(Refused.class)
                    .expectExceptionMessage("CONFIRMATION_USED")
                    .expectNoEvents();
        }
    }

    @Test
    void registering_again_counts_until_the_address_is_confirmed() {
        fixture.given(BORN, AGAIN)
                .when(new RepeatRegistration(ANNA, HASH))
                .expectResultMessagePayloadMatching(is(true))
                .expectEvents(new RegistrationRepeated(ANNA, 2, HASH));
        fixture.given(BORN, AGAIN, new EmailConfirmed(ANNA))
                .when(new RepeatRegistration(ANNA, HASH))
                .expectResultMessagePayloadMatching(is(false))
                .expectNoEvents();
    }

    @Test
    void the_link_that_is_followed_says_whose_password_counts() {
        fixture.given(BORN, AGAIN).when(new ConfirmEmail(ANNA, 1)).expectEvents(new EmailConfirmed(ANNA));
        fixture.given(BORN, AGAIN)
                .when(new ConfirmEmail(ANNA, 0))
                .expectEvents(new RegistrationChosen(ANNA, 0, HASH), new EmailConfirmed(ANNA));
    }

    @Test
    void a_reset_voids_the_links_of_every_registration_before_it() {
        PasswordReset reset = new PasswordReset(ANNA, SECOND);
        for (int registration = 0; registration < 2; registration++) {
            fixture.given(BORN, AGAIN, reset)
                    .when(new ConfirmEmail(ANNA, registration))
                    .expectException(Refused.class)
                    .expectExceptionMessage("CONFIRMATION_UNKNOWN")
                    .expectNoEvents();
        }
        fixture.given(BORN, AGAIN, reset).when(new ConfirmEmail(ANNA, 2)).expectEvents(new EmailConfirmed(ANNA));
    }

    @Test
    void of_very_many_registrations_the_oldest_are_forgotten() {
        Object[] many = new Object[121];
        many[0] = BORN;
        for (int i = 1; i < many.length; i++) {
            many[i] = new RegistrationRepeated(ANNA, i, SECOND);
        }
        fixture.given(many)
                .when(new ConfirmEmail(ANNA, 0))
                .expectException(Refused.class)
                .expectNoEvents();
        fixture.given(many)
                .when(new ConfirmEmail(ANNA, 1))
                .expectEvents(new RegistrationChosen(ANNA, 1, SECOND), new EmailConfirmed(ANNA));
    }

    @Test
    void an_unknown_account_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(new ConfirmEmail(ANNA, 0))
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }
}
