package io.ssouser.application.emailchange;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.domain.user.UserEvent.FormerEmailFreed;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * Tells the person who wanted to undo a change that the former address is free. The user stays with the holder of the new address, who has
 * proved that it is theirs.
 */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenFormerEmailFreedThenTellItsOwner {
    private static final String TEXT = """
        Hello,

        you said that a change of your e-mail address was not yours. The holder of
        the other address has since proved that the account is theirs, by a reset
        of its password. So it stays with them.

        Your address is yours again: nobody else can use it here without your
        mail. Please register anew with it, if you like.
        """;

    private final MailQueue mails;

    public WhenFormerEmailFreedThenTellItsOwner(MailQueue mails) {
        this.mails = mails;
    }

    @EventHandler
    public void on(FormerEmailFreed event) {
        if (event.email() != null) {
            mails.send(event.userId(), new Mail(event.email(), "Your e-mail address is free again", TEXT));
        }
    }
}
