package io.ssouser.eventstore;

import java.util.Arrays;

/**
 * Where the log ends.
 *
 * @param nextPosition position of the next event, which is the number of events so far
 * @param chain 32 bytes: the chain hash of the last commit, all zero for an empty log
 */
public record Tail(long nextPosition, byte[] chain) {
    /** The end of an empty log, and the beginning of every other. */
    public static final Tail START = new Tail(0, HashChain.origin());

    public static Tail after(Commit commit) {
        return new Tail(commit.lastPosition() + 1, commit.chain());
    }

    /** The same end by value, the bytes of the chain included. */
    public boolean isSameAs(Tail other) {
        return nextPosition == other.nextPosition && Arrays.equals(chain, other.chain);
    }
}
