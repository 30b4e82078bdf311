package io.ssouser.application.admission;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.domain.user.UserEvent.BrowserAdmissionOffered;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * Mails a person a link to sign in while strangers' wrong passwords lock new browsers out. Sends nothing to an address that nobody has
 * confirmed.
 */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenBrowserAdmissionOfferedThenTellOwner {
    private static final String TEXT = """
            Hello,

            somebody entered many wrong passwords for your account. For a while,
            new browsers cannot sign in to it. Browsers that you signed in with
            before are not affected.

            If you want to sign in with a new browser now, open this link in it:

            %s

            It works once, within the next two days, and lets in that one browser.
            You still need your password.

            If you do not need to sign in now, you need not do anything.
            """;

    private final UserFacts facts;
    private final BrowserAdmissions admissions;
    private final MailQueue mails;

    public WhenBrowserAdmissionOfferedThenTellOwner(UserFacts facts, BrowserAdmissions admissions, MailQueue mails) {
        this.facts = facts;
        this.admissions = admissions;
        this.mails = mails;
    }

    @EventHandler
    public void on(BrowserAdmissionOffered event) {
        if (facts.hasConfirmed(event.userId())) {
            String text = TEXT.formatted(admissions.link(event.userId(), event.admissionId()));
            facts.emailOf(event.userId())
                    .ifPresent(address -> mails.send(
                            event.userId(),
                            new Mail(address, "Somebody tries to guess your password", text),
                            event.until()));
        }
    }
}
