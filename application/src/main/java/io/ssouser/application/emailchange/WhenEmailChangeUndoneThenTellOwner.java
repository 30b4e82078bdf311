package io.ssouser.application.emailchange;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Tells the person who undid a change what was done, and what is left to do. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenEmailChangeUndoneThenTellOwner {
    private static final String TEXT = """
            Hello,

            your account has this address, and everybody who was signed in to it is
            signed out.

            Whoever asked for the change may know your password. Please choose a new
            one now, by "forgot password" on the sign-in page. A password that was
            chosen since the change was asked for counts no more; a provider that
            you had linked before still opens your account. Then sign in, and look
            whether you know every linked identity, every device and the second
            factor of your account.
            """;

    private final MailQueue mails;

    public WhenEmailChangeUndoneThenTellOwner(MailQueue mails) {
        this.mails = mails;
    }

    @EventHandler
    public void on(EmailChangeUndone event) {
        if (event.email() != null) {
            mails.send(event.userId(), new Mail(event.email(), "The change of your e-mail address was undone", TEXT));
        }
    }
}
