package io.ssouser.application.mail;

import io.ssouser.domain.email.EmailAddress;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Reads letters back; the empty lines at their end are the carrier's. */
public final class Letters {
    private Letters() {}

    public static Mail read(MimeMessage message) throws Exception {
        InternetAddress to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
        String text = ((String) message.getContent()).replace("\r\n", "\n").stripTrailing() + "\n";
        return new Mail(new EmailAddress(to.getAddress()), message.getSubject(), text);
    }
}
