package io.ssouser.application.vault.keys;

/** The master key is malformed, unsafely kept, or not the one that wrapped the stored keys; the message says what to do. */
public final class UnusableMasterKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableMasterKey(String message) {
        super(message);
    }

    UnusableMasterKey(String message, Throwable cause) {
        super(message, cause);
    }
}
