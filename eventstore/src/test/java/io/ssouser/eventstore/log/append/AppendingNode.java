package io.ssouser.eventstore.log.append;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.log.StreamConflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The engine's appender without its thread: whoever calls it is the thread. */
public final class AppendingNode {
    private final Appender appender;

    /** What a unit of work hands in; its events are not numbered yet. */
    public record Draft(UUID id, Instant time, List<StoredEvent> events) {}

    /** What its caller is told. */
    public enum Answer {
        IN,
        LOST_ITS_STREAM,
        UNKNOWN
    }

    /** @param position of its last event, −1 unless it is in */
    public record Told(Draft draft, Answer answer, long position) {}

    public AppendingNode(EventLog log, String node) {
        this.appender = new Appender(log, node, step -> {}, () -> {});
    }

    public List<Told> append(List<Draft> drafts) {
        List<PendingCommit> batch = drafts.stream()
                .map(draft -> new PendingCommit(draft.id(), draft.time(), draft.events()))
                .toList();
        appender.append(batch);
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            told.add(told(drafts.get(i), batch.get(i)));
        }
        return told;
    }

    private static Told told(Draft draft, PendingCommit commit) {
        try {
            return new Told(draft, Answer.IN, commit.await());
        } catch (StreamConflict e) {
            return new Told(draft, Answer.LOST_ITS_STREAM, -1);
        } catch (LogUnavailable e) {
            if (e.getCause() instanceof LogUnavailable) {
                return new Told(draft, Answer.UNKNOWN, -1);
            }
            throw e;
        }
    }
}
