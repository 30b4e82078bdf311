package io.ssouser.application.registration;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimContested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * Tells the owner of an address that somebody tried to register it: a stranger, or the owner, who forgot. Nobody else is told, so a
 * stranger cannot find out who is a user.
 */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenEmailClaimContestedThenTellOwner {
    private static final String TEXT = """
            Hello,

            somebody just tried to sign up with your address. You already have an
            account here, so nothing was changed.

            If it was you: please sign in as you always do. If you have not confirmed
            your address yet, the sign-in page sends you a fresh link.

            If it was not you, you need not do anything.
            """;

    private final UserFacts facts;
    private final MailQueue mails;

    public WhenEmailClaimContestedThenTellOwner(UserFacts facts, MailQueue mails) {
        this.facts = facts;
        this.mails = mails;
    }

    @EventHandler
    public void on(EmailClaimContested event) {
        facts.emailOf(event.userId())
                .ifPresent(
                        address -> mails.send(event.userId(), new Mail(address, "You already have an account", TEXT)));
    }
}
