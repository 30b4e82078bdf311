package io.ssouser.application.registration;

import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegistrationRepeated;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Asks the person to confirm the address of a new user. A redelivered event may bring a second letter, with a link that works as well. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenRegisteredThenSendConfirmation {
    private final ConfirmationMail mail;
    private final UserFacts facts;

    public WhenRegisteredThenSendConfirmation(ConfirmationMail mail, UserFacts facts) {
        this.mail = mail;
        this.facts = facts;
    }

    @EventHandler
    public void on(Registered event) {
        if (event.email() != null) {
            mail.send(event.userId(), event.email());
        }
    }

    @EventHandler
    public void on(RegistrationRepeated event) {
        facts.emailOf(event.userId()).ifPresent(address -> mail.send(event.userId(), address));
    }
}
