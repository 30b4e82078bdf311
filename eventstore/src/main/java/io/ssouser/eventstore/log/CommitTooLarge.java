package io.ssouser.eventstore.log;

/** A unit of work whose events are together larger than the log takes: split it. Nothing was stored. */
public final class CommitTooLarge extends StoreException {
    private static final long serialVersionUID = 1L;

    public CommitTooLarge(long bytes, long limit) {
        super("A commit of " + bytes + " bytes is above the limit of " + limit + " bytes");
    }
}
