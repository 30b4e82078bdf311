package io.ssouser.application.mail.smtp;

import io.ssouser.application.mail.Letter;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailNotSent;
import io.ssouser.application.mail.Mailer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Hands each letter to a mail server, one connection a letter, and returns when the server has taken it. */
public final class SmtpMailer implements Mailer {
    private final SmtpServer server;
    private final Session session;
    private final String from;
    private final Clock clock;
    private final Supplier<UUID> ids;

    /** @param from one address, with or without a name */
    public SmtpMailer(SmtpServer server, String from, Clock clock, Supplier<UUID> ids) {
        this.server = server;
        this.session = Session.getInstance(server.properties());
        this.from = from;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public void send(Mail mail) {
        try (Transport transport = session.getTransport()) {
            Letter letter =
                    new Letter(session, mail, from, clock.instant(), ids.get().toString());
            transport.connect(server.user(), server.password());
            transport.sendMessage(letter, letter.getAllRecipients());
        } catch (MessagingException e) {
            throw new MailNotSent(e);
        }
    }
}
