package io.ssouser.application.mail;

/** A letter was perhaps not sent: the mail server, or the disk, did not take it. Whoever sends it tries again later. */
public final class MailNotSent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MailNotSent(Throwable cause) {
        super("The mail was not sent", cause);
    }
}
