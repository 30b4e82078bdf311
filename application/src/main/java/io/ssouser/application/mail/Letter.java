package io.ssouser.application.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** A {@link Mail} in the form of RFC 5322, marked as sent by a machine (RFC 3834), so that no robot answers it. */
public final class Letter extends MimeMessage {
    private final String id;

    /**
     * @param from one address, with or without a name
     * @param id left part of the Message-ID: unique
     */
    public Letter(Session session, Mail mail, String from, Instant date, String id) throws MessagingException {
        super(session);
        InternetAddress sender = new InternetAddress(from, true);
        this.id = "<" + id + "@" + sender.getAddress().replaceFirst(".*@", "") + ">";
        setFrom(sender);
        setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to().value(), true));
        setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        setSentDate(Date.from(date));
        setHeader("Auto-Submitted", "auto-generated");
        setText(mail.text(), StandardCharsets.UTF_8.name());
        saveChanges();
    }

    /** The library's own id would tell the name of this machine. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
