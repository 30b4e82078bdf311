package io.ssouser.application.mail;

/** The mail server refused the letter for good: sending it again is of no use. What the server said is left out, it may quote an address. */
public final class MailRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int reply;

    /** @param reply the server's reply code, 500 to 599 (RFC 5321, 4.2.1); 0 when the letter could not even be written */
    public MailRefused(int reply) {
        super("The mail was refused: " + reply);
        this.reply = reply;
    }

    public int reply() {
        return reply;
    }
}
