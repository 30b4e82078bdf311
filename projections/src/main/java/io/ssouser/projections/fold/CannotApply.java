package io.ssouser.projections.fold;

/** A read model cannot take an event in. The message is kept beside the parked event, so it names types and ids, never what a person typed. */
public class CannotApply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotApply(String message) {
        super(message);
    }
}
