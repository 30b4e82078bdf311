package io.ssouser.application.identity;

import org.jspecify.annotations.Nullable;

/** A provider proved nothing. Nothing happened here. */
public final class ProviderFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param cause what a library said; it is for the log alone */
    public ProviderFailed(Reason reason, @Nullable Throwable cause) {
        super(reason.name(), cause, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /** It did not answer in time, or not in the form that its protocol asks for. Try again later. */
        UNREACHABLE,
        /** It answered, and the answer is no proof: of another issuer, for another client, too old, not signed, or used before. */
        NO_PROOF
    }
}
