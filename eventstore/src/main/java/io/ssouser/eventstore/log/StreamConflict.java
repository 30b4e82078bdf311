package io.ssouser.eventstore.log;

/** An event with this aggregate and sequence is in the log already; the engine turns it into Axon's exception. */
public final class StreamConflict extends StoreException {
    private static final long serialVersionUID = 1L;

    public StreamConflict() {
        super("The aggregate has moved on");
    }
}
