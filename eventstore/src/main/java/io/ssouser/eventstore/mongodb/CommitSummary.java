package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.Head;
import java.util.UUID;

/**
 * What the log knows of a commit without its events.
 *
 * @param position of its first event
 * @param events how many it has
 * @param latest microseconds: no event up to and with this commit is later
 */
record CommitSummary(UUID id, long position, int events, byte[] chain, long latest) {
    Head end() {
        return new Head(position + events, chain);
    }

    boolean isOf(Commit commit) {
        return position == commit.firstPosition() && id.equals(commit.id());
    }
}
