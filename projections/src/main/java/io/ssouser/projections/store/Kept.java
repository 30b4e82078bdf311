package io.ssouser.projections.store;

import org.jspecify.annotations.Nullable;

/**
 * What a collection keeps under an id.
 *
 * @param position of the newest event that it has seen, deletions included; -1 when there was never anything, or nothing is left of it
 * @param json the document; null when there is none
 */
public record Kept(long position, @Nullable String json) {
    public static final Kept NOTHING = new Kept(-1, null);

    /** Whether the event at that position is already in it. */
    public boolean hasSeen(long eventPosition) {
        return position >= eventPosition;
    }
}
