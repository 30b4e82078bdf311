package io.ssouser.eventstore.log.append;

import io.ssouser.eventstore.log.CommitTooLarge;
import io.ssouser.eventstore.log.LogUnavailable;

/**
 * What bounds the engine's memory and the time one append takes.
 *
 * @param commitsPerAppend how many waiting commits go into one durable step at most
 * @param bytesPerAppend payload and metadata bytes of one step, and 512 for each event; a single commit may be larger, up to its own limit
 * @param bytesPerCommit a larger unit of work is refused with {@link CommitTooLarge}
 * @param waitingCommits callers beyond these get {@link LogUnavailable} at once
 */
public record AppendLimits(int commitsPerAppend, long bytesPerAppend, long bytesPerCommit, int waitingCommits) {
    private static final int MIB = 1024 * 1024;

    /** Half of MongoDB's 16 MiB document limit for a commit, so that a log may move between the stores. */
    public static final AppendLimits DEFAULT = new AppendLimits(512, 4 * MIB, 8 * MIB, 10_000);
}
