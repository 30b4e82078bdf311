package io.ssouser.eventstore;

/** A unit of work whose events are together larger than the log takes: split it. Nothing was stored. */
public class CommitTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommitTooLarge(long bytes, long limit) {
        super("A commit of " + bytes + " bytes is above the limit of " + limit + " bytes");
    }
}
