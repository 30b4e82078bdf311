package io.ssouser.application.mail;

import io.ssouser.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps mail jobs, which it cannot read, until they are done. What a method kept is durable when it returns. */
public interface MailJobs {

    /** Which jobs somebody asks for: those that failed before never take the place of those that did not. */
    enum Lane {
        FRESH,
        FAILED_BEFORE
    }

    /**
     * What waits.
     *
     * @param oldest when the oldest of them was stored; empty when there are none
     */
    record Backlog(long jobs, Optional<Instant> oldest) {}

    /** Stores a job that is due at once. */
    void add(MailJob job);

    /**
     * The jobs of the lane that are due, the longest due first. Nobody else gets them until the claim ends, at the latest until that
     * moment; of any number of callers at once exactly one gets a job.
     *
     * @param most how many, at most
     */
    List<MailJob> claim(Lane lane, int most, Instant now, Instant until);

    /** Ends the claim after a failed attempt; the job is due again at that moment. Changes nothing when the job is gone, or another failed meanwhile. */
    void postpone(MailJob claimed, Instant due);

    /** Forgets the job. May be repeated. */
    void remove(MailJob claimed);

    /** Forgets whatever is about that account. May be repeated. */
    void forget(UserId user);

    Backlog backlog();
}
