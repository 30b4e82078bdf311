package io.ssouser.application.recovery;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.domain.user.UserEvent.AccessCleared;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Tells the person which ways in have ended. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenAccessClearedThenTellOwner {
    private static final String TEXT = """
        Hello,

        by a link that was mailed to you, this was ended, and everybody who was
        signed in to your account is signed out:

        %s

        Link or switch on again what is yours. If it was not you, somebody else
        reads your mail: change the password of your mailbox first, then ask for
        a new one here.
        """;

    private final UserFacts facts;
    private final MailQueue mails;

    public WhenAccessClearedThenTellOwner(UserFacts facts, MailQueue mails) {
        this.facts = facts;
        this.mails = mails;
    }

    @EventHandler
    public void on(AccessCleared event) {
        if (event.ended() != null) {
            facts.emailOf(event.userId())
                    .ifPresent(address -> mails.send(
                            event.userId(),
                            new Mail(
                                    address,
                                    "What no longer opens your account",
                                    TEXT.formatted(event.ended().value()))));
        }
    }
}
