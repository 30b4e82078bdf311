package io.ssouser.eventstore.log;

/**
 * A log that must not be opened: not ours, damaged, of a newer format, or open elsewhere. Nothing in it was changed. The message
 * names the log and says what to do.
 */
public final class LogRefused extends StoreRefused {
    private static final long serialVersionUID = 1L;

    public LogRefused(String message) {
        super(message);
    }

    public LogRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
