package io.ssouser.application.emailchange;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.domain.email.EmailChangePolicy;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Warns the present address that the user is about to leave it. The new one is not named: the mailbox may be shared. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenEmailChangeRequestedThenTellOldAddress {
    private static final String TEXT = """
            Hello,

            somebody signed in to your account just asked to change its e-mail
            address. It changes as soon as the new address is confirmed.

            If it was you, you need not do anything.

            If it was NOT you, open this link and say so. Your address stays, and
            everybody who is signed in to your account is signed out:

            %s
            """;

    private final EmailClaimKeys keys;
    private final EmailChangeLinks links;
    private final MailQueue mails;

    public WhenEmailChangeRequestedThenTellOldAddress(EmailClaimKeys keys, EmailChangeLinks links, MailQueue mails) {
        this.keys = keys;
        this.links = links;
        this.mails = mails;
    }

    @EventHandler
    public void on(EmailChangeRequested event) {
        if (event.current() != null) {
            String link = links.undoing(
                    event.userId(), keys.claimOn(event.current()), EmailChangePolicy.undoableUntil(event.until()));
            mails.send(
                    event.userId(),
                    new Mail(event.current(), "Your e-mail address is about to change", TEXT.formatted(link)),
                    EmailChangePolicy.undoableUntil(event.until()));
        }
    }
}
