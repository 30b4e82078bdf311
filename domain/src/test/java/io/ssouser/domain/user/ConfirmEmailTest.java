package io.ssouser.domain.user;

import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Test;

class ConfirmEmailTest extends UserSpecification {
    @Test
    void an_address_is_confirmed() {
        fixture.given(new Registered(ANNA, CLAIM, EMAIL, HASH))
                .when(new ConfirmEmail(ANNA))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new EmailConfirmed(ANNA));
    }

    @Test
    void confirming_again_stores_nothing() {
        fixture.given(new Registered(ANNA, CLAIM, EMAIL, HASH), new EmailConfirmed(ANNA))
                .when(new ConfirmEmail(ANNA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_unknown_account_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(new ConfirmEmail(ANNA))
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }
}
