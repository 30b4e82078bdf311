package io.ssouser.eventstore.log;

/**
 * What became of an append.
 *
 * @param appended how many leading commits are in the log
 * @param stop why the commit after those is not in
 */
public record AppendOutcome(int appended, Stop stop) {
    public enum Stop {
        /** All are in. */
        NONE,
        /** The next commit meets an event of the same aggregate and sequence: that commit alone has lost. */
        STREAM_CONFLICT,
        /** The log does not end where expected: read the head, number what is left again, and resubmit. */
        HEAD_MOVED
    }
}
