package io.ssouser.eventstore.log;

import java.util.Arrays;
import java.util.List;

/**
 * Where the log ends.
 *
 * @param nextPosition position of the next event, which is the number of events so far
 * @param chain 32 bytes: the chain hash of the last commit, all zero for an empty log
 */
public record Head(long nextPosition, byte[] chain) {
    /** The end of an empty log, and the beginning of every other. */
    public static final Head START = new Head(0, HashChain.origin());

    public static Head after(Commit commit) {
        return new Head(commit.lastPosition() + 1, commit.chain());
    }

    /** The same end by value, the bytes of the chain included. */
    public boolean isSameAs(Head other) {
        return nextPosition == other.nextPosition && Arrays.equals(chain, other.chain);
    }

    /** @throws IllegalArgumentException when those commits leave out a position after this head, or use one twice */
    public void requireContinuedBy(List<Commit> commits) {
        long next = nextPosition;
        for (Commit commit : commits) {
            for (StoredEvent event : commit.events()) {
                if (event.position() != next++) {
                    throw new IllegalArgumentException(
                            "Position " + event.position() + " where " + (next - 1) + " is due");
                }
            }
        }
    }
}
