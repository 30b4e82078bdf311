package io.ssouser.application.mail.smtp;

import io.ssouser.application.mail.Letter;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailNotSent;
import io.ssouser.application.mail.MailRefused;
import io.ssouser.application.mail.Mailer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.time.Clock;

/**
 * Hands each letter to a mail server, one connection a letter, and returns when the server has taken it. A reply of 5xx to the letter
 * itself (its sender, its recipient, its text) refuses it for good; whatever goes wrong before that, the server's greeting and our
 * sign-in among it, is an operator's to mend, and the letter waits.
 */
public final class SmtpMailer implements Mailer {
    private final SmtpServer server;
    private final Session session;
    private final String from;
    private final Clock clock;

    /** @param from one address, with or without a name */
    public SmtpMailer(SmtpServer server, String from, Clock clock) {
        this.server = server;
        this.session = Session.getInstance(server.properties());
        this.from = from;
        this.clock = clock;
    }

    @Override
    public void send(String id, Mail mail) {
        Letter letter = write(id, mail);
        try (Transport transport = session.getTransport()) {
            transport.connect(server.user(), server.password());
            transport.sendMessage(letter, letter.getAllRecipients());
        } catch (MessagingException e) {
            int reply = SmtpReply.in(e);
            if (reply >= SmtpReply.FOR_GOOD) {
                throw new MailRefused(reply);
            }
            throw new MailNotSent(reply, e);
        }
    }

    private Letter write(String id, Mail mail) {
        try {
            return new Letter(session, mail, from, clock.instant(), id);
        } catch (AddressException e) {
            throw new MailRefused(0);
        } catch (MessagingException e) {
            throw new MailNotSent(e);
        }
    }
}
