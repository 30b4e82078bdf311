package io.ssouser.eventstore.log;

/** What a store throws. Each kind says what the caller can do: the same again, something by hand, or another command. */
public abstract sealed class StoreException extends RuntimeException
        permits StoreUnavailable, StoreRefused, LogBroken, CommitTooLarge, StreamConflict {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
