package io.ssouser.eventstore.log;

/**
 * A log that cannot be right: its file is damaged, a position is missing, or it ends before what a reader has already seen. Waiting does
 * not mend it; whoever meets it stops.
 */
public final class LogBroken extends StoreException {
    private static final long serialVersionUID = 1L;

    public LogBroken(String message) {
        super(message);
    }

    public LogBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
