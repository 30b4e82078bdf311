package io.ssouser.application.mail;

import io.ssouser.domain.UserId;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.Where;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps mail jobs, which it cannot read, until they are done. What a method kept is durable when it returns, claims excepted. A claim moves
 * the moment at which a job is due to its own end, with the condition that it is still the one that was read: of many callers one
 * succeeds, and the job of a process that died is due again by itself.
 */
public final class MailJobs {
    private static final StateSchema SCHEMA = StateSchema.named("mail-job")
            .texts("kind", "user_id", "lane")
            .bytes("box")
            .numbers("attempts")
            .times("stored_at", "until", "due")
            .index("due", "lane", "due")
            .index("age", "stored_at")
            .index("user", "user_id");

    private static final int RELEASED_AT_ONCE = 100;

    private final StateCollection jobs;

    public MailJobs(StateStore store) {
        this.jobs = store.collection(SCHEMA);
    }

    /** Which jobs somebody asks for: those that failed before never take the place of those that did not. */
    public enum Lane {
        FRESH,
        FAILED_BEFORE
    }

    /**
     * What waits.
     *
     * @param oldest when the oldest of them was stored; empty when there are none
     */
    public record Backlog(long jobs, Optional<Instant> oldest) {}

    /** Stores a job that is due at once. */
    public void add(MailJob job) {
        UserId user = job.user();
        jobs.insert(new StateDocument(job.id())
                .with("kind", job.kind())
                .with("user_id", user == null ? null : user.value())
                .with("box", job.box())
                .with("stored_at", job.storedAt())
                .with("until", job.until())
                .with("attempts", (long) job.attempts())
                .with("lane", Lane.FRESH.name())
                .with("due", job.storedAt()));
    }

    /**
     * The jobs of the lane that are due, the longest due first. Nobody else gets them until the claim ends, at the latest until that
     * moment; of any number of callers at once exactly one gets a job.
     *
     * @param most how many, at most
     */
    public List<MailJob> claim(Lane lane, int most, Instant now, Instant until) {
        return jobs.first(Where.ANY.is("lane", lane.name()).notAfter("due", now), "due", most).stream()
                // A server may show a document as it became after it was found.
                .filter(found -> !found.time("due").isAfter(now))
                .filter(found -> jobs.claims()
                        .update(
                                new StateDocument(found.id()).with("due", until),
                                Where.ANY.is("due", found.time("due"))))
                .map(MailJobs::read)
                .toList();
    }

    /**
     * Makes the claimed jobs that never failed due at once. For the start of the only process of a store: whoever claimed them is dead. A
     * claimed job that failed before is due when its claim ends.
     */
    public void releaseClaims(Instant now) {
        List<StateDocument> claimed;
        do {
            claimed = jobs.first(Where.ANY.is("lane", Lane.FRESH.name()).after("due", now), "due", RELEASED_AT_ONCE);
            claimed.forEach(found ->
                    jobs.update(new StateDocument(found.id()).with("due", released(found, now)), Where.ANY));
        } while (!claimed.isEmpty());
    }

    /** Not after now, so that it is due at once also when the clock was set back. */
    private static Instant released(StateDocument claimed, Instant now) {
        Instant storedAt = claimed.time("stored_at");
        return storedAt.isAfter(now) ? now : storedAt;
    }

    /**
     * Ends the claim after a failed attempt; the job is due again at that moment. Changes nothing when the job is gone, or another failed
     * meanwhile.
     */
    public void postpone(MailJob claimed, Instant due) {
        jobs.update(
                new StateDocument(claimed.id())
                        .with("attempts", claimed.attempts() + 1L)
                        .with("lane", Lane.FAILED_BEFORE.name())
                        .with("due", due),
                Where.ANY.is("attempts", (long) claimed.attempts()));
    }

    /** Forgets the job. May be repeated. */
    public void remove(MailJob claimed) {
        jobs.delete(claimed.id(), Where.ANY);
    }

    /** Deletes all jobs that are about that user. May be repeated. */
    public void forget(UserId user) {
        jobs.deleteAll(Where.ANY.is("user_id", user.value()));
    }

    public Backlog backlog() {
        Optional<Instant> oldest = jobs.first(Where.ANY, "stored_at", 1).stream()
                .map(found -> found.time("stored_at"))
                .findFirst();
        return new Backlog(jobs.count(Where.ANY), oldest);
    }

    private static MailJob read(StateDocument found) {
        String user = found.textOrNull("user_id");
        return new MailJob(
                found.id(),
                found.text("kind"),
                user == null ? null : new UserId(user),
                found.bytes("box"),
                found.time("stored_at"),
                found.time("until"),
                Math.toIntExact(found.number("attempts")));
    }
}
