package io.ssouser.eventstore;

/** A reader met a log that cannot be right: a position is missing, or the log ends before what the reader has already seen. */
public class LogBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogBroken(String message) {
        super(message);
    }
}
