package io.ssouser.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command was refused and nothing happened: no event is stored. Unchecked, because Axon stores events behind a checked one. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient List<String> methods;
    private final transient @Nullable Instant until;

    public Refused(Refusal refusal) {
        this(refusal, List.of(), null);
    }

    private Refused(Refusal refusal, List<String> methods, @Nullable Instant until) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.methods = methods;
        this.until = until;
    }

    /** What would be refused up to that moment, whoever asks. */
    public static Refused until(Instant until, Refusal refusal) {
        return new Refused(refusal, List.of(), until);
    }

    /** {@link Refusal#STEP_UP_REQUIRED}, which each of these methods would change. */
    public static Refused stepUpBy(List<? extends TextValue> methods) {
        return new Refused(
                Refusal.STEP_UP_REQUIRED, methods.stream().map(TextValue::value).toList(), null);
    }

    public Refusal refusal() {
        return refusal;
    }

    /** When the same command may pass; empty when time alone changes nothing, or nobody knows. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    /** What would let the same command pass; empty when only another sign-in does. */
    public List<String> methods() {
        return methods;
    }
}
