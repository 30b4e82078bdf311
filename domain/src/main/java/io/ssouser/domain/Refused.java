package io.ssouser.domain;

import java.util.List;

/** A command was refused and nothing happened: no event is stored. Unchecked, because Axon stores events behind a checked one. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient List<String> methods;

    public Refused(Refusal refusal) {
        this(refusal, List.of());
    }

    private Refused(Refusal refusal, List<String> methods) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.methods = methods;
    }

    /** {@link Refusal#STEP_UP_REQUIRED}, which each of these methods would change. */
    public static Refused stepUpBy(List<? extends TextValue> methods) {
        return new Refused(
                Refusal.STEP_UP_REQUIRED, methods.stream().map(TextValue::value).toList());
    }

    public Refusal refusal() {
        return refusal;
    }

    /** What would let the same command pass; empty when only another sign-in does. */
    public List<String> methods() {
        return methods;
    }
}
