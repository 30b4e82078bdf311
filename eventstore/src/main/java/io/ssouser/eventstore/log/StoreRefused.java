package io.ssouser.eventstore.log;

/**
 * A store that must not be used as it is: of the wrong version, without the permissions or the indexes that are needed. Waiting does not
 * mend it; the message says what to do. Nothing in it was changed.
 */
public sealed class StoreRefused extends StoreException permits LogRefused {
    private static final long serialVersionUID = 1L;

    public StoreRefused(String message) {
        super(message);
    }

    public StoreRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
