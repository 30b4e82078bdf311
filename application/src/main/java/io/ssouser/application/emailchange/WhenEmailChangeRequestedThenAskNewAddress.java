package io.ssouser.application.emailchange;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * The one letter to the address to which a user wants to move. It holds the link, or a notice to the owner when another user holds the
 * address.
 */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenEmailChangeRequestedThenAskNewAddress {
    private static final String ASKED = """
            Hello,

            please confirm that your account is to use this address from now on, by
            opening this link:

            %s

            It works once, within the next 24 hours.

            If you did not ask for it, you need not do anything.
            """;

    private static final String HELD = """
            Hello,

            somebody just tried to give your address to another account. You have
            this address with an account here, so nothing was changed.

            If it was you: sign in with this address, or change it there first.

            If it was not you, you need not do anything.
            """;

    private final EmailOwners owners;
    private final UserFacts facts;
    private final EmailChangeLinks links;
    private final MailQueue mails;

    public WhenEmailChangeRequestedThenAskNewAddress(
            EmailOwners owners, UserFacts facts, EmailChangeLinks links, MailQueue mails) {
        this.owners = owners;
        this.facts = facts;
        this.links = links;
        this.mails = mails;
    }

    @EventHandler
    public void on(EmailChangeRequested event) {
        if (event.email() == null) {
            return;
        }
        Mail mail = owners.ownerOf(event.email()).filter(facts::hasConfirmed).isPresent()
                ? new Mail(event.email(), "Somebody tried to use your address", HELD)
                : new Mail(
                        event.email(),
                        "Please confirm your new e-mail address",
                        ASKED.formatted(links.confirming(event.userId(), event.changeId())));
        mails.send(event.userId(), mail, event.until());
    }
}
