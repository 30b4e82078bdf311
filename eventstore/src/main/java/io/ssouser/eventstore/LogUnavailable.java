package io.ssouser.eventstore;

import org.axonframework.common.AxonTransientException;

/** The store cannot answer now: disk full, unreachable, closed. Nothing was acknowledged; the same call may succeed later. */
public class LogUnavailable extends AxonTransientException {
    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message) {
        super(message);
    }

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
