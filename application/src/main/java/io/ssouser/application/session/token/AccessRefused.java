package io.ssouser.application.session.token;

/** A token is refused. Nothing happened. */
public final class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public AccessRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why, in the order in which it is judged. */
    public enum Reason {
        /** Malformed, not signed by this service, for somebody else, from the future, or expired. */
        INVALID_TOKEN,
        /** A sound token of this service, made for another purpose. */
        WRONG_PROFILE,
        /** The session was ended or is too old. Sign in again. */
        SESSION_ENDED
    }
}
