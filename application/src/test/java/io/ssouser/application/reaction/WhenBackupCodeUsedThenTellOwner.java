package io.ssouser.application.reaction;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Tells the owner that a backup code was used: whoever found the list would not. */
@ProcessingGroup("mail")
@DisallowReplay
public record WhenBackupCodeUsedThenTellOwner(UserFacts facts, MailQueue mails) {
    private static final String TEXT = """
        Hello,

        one of the backup codes of your account was used just now.
        If it was not you, choose a new password at once.
        """;

    @EventHandler
    public void on(BackupCodeUsed event) {
        facts.emailOf(event.userId())
                .ifPresent(address -> mails.send(event.userId(), new Mail(address, "A backup code was used", TEXT)));
    }
}
