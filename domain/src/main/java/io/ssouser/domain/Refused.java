package io.ssouser.domain;

/** A command was refused and nothing happened: no event is stored. Unchecked, because Axon stores events behind a checked one. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
