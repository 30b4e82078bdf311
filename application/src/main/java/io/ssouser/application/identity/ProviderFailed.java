package io.ssouser.application.identity;

/** A provider proved nothing. Nothing happened here. Its message is for the log: it says what went wrong, and nothing that was sent. */
public final class ProviderFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault reason;

    /** @param what went wrong, in words of this service or of the protocol */
    public ProviderFailed(Fault reason, String what) {
        super(reason + ": " + what, null, false, false);
        this.reason = reason;
    }

    /** Of a failure no more is told than its kind and the kind of its cause: a library's words may quote what it read. */
    public ProviderFailed(Fault reason, Throwable failure) {
        this(reason, kind(failure) + (failure.getCause() == null ? "" : " by " + kind(failure.getCause())));
    }

    public Fault reason() {
        return reason;
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    public enum Fault {
        /** It did not answer in time, or not in the form that its protocol asks for. Try again later. */
        UNREACHABLE,
        /** It answers, but this service is not set up for it as it is. An operator has to mend the settings. */
        MISCONFIGURED,
        /** It answered, and the answer is no proof: of another issuer, for another client, too old, not signed, or used before. */
        NO_PROOF
    }
}
