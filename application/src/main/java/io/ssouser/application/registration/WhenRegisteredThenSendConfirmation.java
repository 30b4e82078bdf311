package io.ssouser.application.registration;

import io.ssouser.domain.user.UserEvent.Registered;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Asks a new owner to confirm the address. A redelivered event may bring a second letter, with a link that works as well. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenRegisteredThenSendConfirmation {
    private final ConfirmationMail mail;

    public WhenRegisteredThenSendConfirmation(ConfirmationMail mail) {
        this.mail = mail;
    }

    @EventHandler
    public void on(Registered event) {
        if (event.email() != null) {
            mail.send(event.userId(), event.email());
        }
    }
}
