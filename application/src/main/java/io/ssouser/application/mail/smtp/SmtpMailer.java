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
import java.util.concurrent.TimeoutException;

/**
 * Hands each letter to a mail server, one connection a letter, and returns when the server has taken it. A reply of 5xx to the letter
 * itself (its sender, its recipient, its text) refuses it for good; whatever goes wrong before that, the server's greeting and our
 * sign-in among it, is an operator's to mend, and the letter waits. So it does when the server needs longer than {@link SmtpServer#longestTry}.
 */
public final class SmtpMailer implements Mailer {
    private final SmtpServer server;
    private final String from;
    private final Clock clock;

    /** @param from one address, with or without a name */
    public SmtpMailer(SmtpServer server, String from, Clock clock) {
        this.server = server;
        this.from = from;
        this.clock = clock;
    }

    @Override
    public void send(String id, Mail mail) {
        try (TryDeadline deadline = new TryDeadline(server.longestTry())) {
            Session session = Session.getInstance(server.properties(deadline));
            Letter letter = write(session, id, mail);
            try {
                send(session.getTransport(), letter);
            } catch (MessagingException e) {
                throw failure(e, deadline);
            }
        }
    }

    private void send(Transport transport, Letter letter) throws MessagingException {
        try {
            transport.connect(server.user(), server.password());
            transport.sendMessage(letter, letter.getAllRecipients());
        } finally {
            quit(transport);
        }
    }

    /** What became of the letter is known by now. */
    private static void quit(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // A letter that the server took must not be sent again because of its good-bye.
        }
    }

    private RuntimeException failure(MessagingException e, TryDeadline deadline) {
        int reply = SmtpReply.in(e);
        if (reply >= SmtpReply.FOR_GOOD) {
            return new MailRefused(reply);
        }
        return deadline.isOver()
                ? new MailNotSent(new TimeoutException("The try took longer than " + server.longestTry()))
                : new MailNotSent(reply, e);
    }

    private Letter write(Session session, String id, Mail mail) {
        try {
            return new Letter(session, mail, from, clock.instant(), id);
        } catch (AddressException e) {
            throw new MailRefused(0);
        } catch (MessagingException e) {
            throw new MailNotSent(e);
        }
    }
}
