package io.ssouser.application.mail.smtp;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a mail server replied to a letter. */
final class SmtpReply {
    /** From here on a reply is permanent (RFC 5321, 4.2.1). */
    static final int FOR_GOOD = 500;

    private SmtpReply() {}

    /** The highest reply code of the chain; 0 when the server replied nothing to the letter itself. */
    static int in(MessagingException failure) {
        int reply = 0;
        for (Exception e = failure;
                e != null;
                e = e instanceof MessagingException chained ? chained.getNextException() : null) {
            reply = Math.max(reply, codeOf(e));
        }
        return reply;
    }

    private static int codeOf(Exception e) {
        if (e instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (e instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return e instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
    }
}
