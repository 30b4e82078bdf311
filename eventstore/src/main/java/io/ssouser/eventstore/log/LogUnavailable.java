package io.ssouser.eventstore.log;

/** It is the log that cannot answer now. */
public final class LogUnavailable extends StoreUnavailable {
    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message) {
        super(message);
    }

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
