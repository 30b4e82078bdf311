package io.ssouser.application.mail;

/** A letter was perhaps not sent: the mail server, or the disk, did not take it. Whoever sends it tries again later. */
public final class MailNotSent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int reply;

    public MailNotSent(Throwable cause) {
        this(0, cause);
    }

    /** @param reply the server's reply code, 0 when it gave none */
    public MailNotSent(int reply, Throwable cause) {
        super("The mail was not sent", cause);
        this.reply = reply;
    }

    public int reply() {
        return reply;
    }
}
