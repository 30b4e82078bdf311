package io.ssouser.eventstore;

/** An event with this aggregate and sequence is in the log already; the engine turns it into Axon's exception. */
final class StreamConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamConflict() {
        super("The aggregate has moved on");
    }
}
