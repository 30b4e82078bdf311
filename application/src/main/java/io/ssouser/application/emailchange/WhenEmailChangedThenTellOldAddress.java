package io.ssouser.application.emailchange;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Tells the old address that the user has left it, and how to undo that. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenEmailChangedThenTellOldAddress {
    private static final String TEXT = """
            Hello,

            the e-mail address of your account was changed. You can no longer sign in
            with this one.

            If it was you, you need not do anything.

            If it was NOT you, open this link within a week and say so. Your account
            gets this address back, and everybody who is signed in to it is signed out:

            %s
            """;

    private final EmailClaimKeys keys;
    private final EmailChangeLinks links;
    private final MailQueue mails;

    public WhenEmailChangedThenTellOldAddress(EmailClaimKeys keys, EmailChangeLinks links, MailQueue mails) {
        this.keys = keys;
        this.links = links;
        this.mails = mails;
    }

    @EventHandler
    public void on(EmailChanged event) {
        if (event.former() != null) {
            String link = links.undoing(event.userId(), keys.claimOn(event.former()), event.undoableUntil());
            mails.send(
                    event.userId(),
                    new Mail(event.former(), "Your e-mail address was changed", TEXT.formatted(link)),
                    event.undoableUntil());
        }
    }
}
