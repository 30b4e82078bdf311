package io.ssouser.application.erasure;

import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Tells the person when the user will be erased, and how to prevent it: somebody else may have asked. */
@ProcessingGroup("mail")
@DisallowReplay
public final class WhenErasureRequestedThenTellOwner {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final UserFacts facts;
    private final MailQueue mails;

    public WhenErasureRequestedThenTellOwner(UserFacts facts, MailQueue mails) {
        this.facts = facts;
        this.mails = mails;
    }

    @EventHandler
    public void on(ErasureRequested event) {
        String text = """
                Hello,

                you asked us to erase your account. That will happen on
                %s.

                Until then you can sign in and cancel it. Afterwards nobody can bring
                the account back, not even we.

                If it was not you who asked: sign in, cancel the erasure, and change
                your password.
                """.formatted(DAY.format(event.dueAt()));
        facts.emailOf(event.userId())
                .ifPresent(
                        address -> mails.send(event.userId(), new Mail(address, "Your account will be erased", text)));
    }
}
