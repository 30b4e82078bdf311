package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.LeafForm;
import io.ssouser.eventstore.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit and what its document says beyond it.
 *
 * @param latest microseconds: the time of the latest event up to and with this commit, whatever the clocks of the nodes said; it never falls
 */
record StoredCommit(Commit commit, long latest) {
    /** @param latest of the commit before the first of these */
    static List<StoredCommit> after(long latest, List<Commit> commits) {
        List<StoredCommit> stored = new ArrayList<>(commits.size());
        long running = latest;
        for (Commit commit : commits) {
            for (StoredEvent event : commit.events()) {
                running = Math.max(running, LeafForm.micros(event.time()));
            }
            stored.add(new StoredCommit(commit, running));
        }
        return stored;
    }

    CommitSummary summary() {
        return new CommitSummary(
                commit.id(), commit.firstPosition(), commit.events().size(), commit.chain(), latest);
    }
}
