package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.Commit;
import io.ssouser.eventstore.Tail;
import java.util.UUID;

/**
 * What the log knows of a commit without its events.
 *
 * @param position of its first event
 * @param events how many it has
 * @param latest microseconds: no event up to and with this commit is later
 */
record CommitHead(UUID id, long position, int events, byte[] chain, long latest) {
    Tail end() {
        return new Tail(position + events, chain);
    }

    boolean isOf(Commit commit) {
        return position == commit.firstPosition() && id.equals(commit.id());
    }
}
