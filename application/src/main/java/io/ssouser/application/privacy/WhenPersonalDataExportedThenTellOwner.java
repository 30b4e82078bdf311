package io.ssouser.application.privacy;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.domain.user.UserEvent.PersonalDataExported;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Tells the person that all data about the user was exported, because a thief would export it first. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenPersonalDataExportedThenTellOwner {
    private static final String TEXT = """
            Hello,

            somebody signed in to your account just downloaded all that is kept
            about it.

            If it was you, you need not do anything.

            If it was not you, please change your password now, which signs everybody
            else out.
            """;

    private final UserFacts facts;
    private final MailQueue mails;

    public WhenPersonalDataExportedThenTellOwner(UserFacts facts, MailQueue mails) {
        this.facts = facts;
        this.mails = mails;
    }

    @EventHandler
    public void on(PersonalDataExported event) {
        facts.emailOf(event.userId())
                .ifPresent(address -> mails.send(event.userId(), new Mail(address, "Your data was downloaded", TEXT)));
    }
}
