package io.ssouser.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.mail.MailJobs.Backlog;
import io.ssouser.application.mail.MailJobs.Lane;
import io.ssouser.domain.UserId;
import io.ssouser.eventstore.AtOnce;
import io.ssouser.eventstore.state.OnEveryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailJobsTest extends OnEveryStateStore {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.250Z");
    private static final Instant CLAIM_END = NOW.plusSeconds(60);
    private static final UserId ADA = new UserId("ada");

    private MailJobs jobs() {
        return new MailJobs(state());
    }

    @Test
    void a_stored_job_comes_back_as_it_was_also_after_a_restart() throws Exception {
        MailJob letter = job("letter", ADA, NOW);
        MailJob request = new MailJob("request", "forgotten", null, new byte[] {0, -1}, NOW, NOW.plusSeconds(9), 0);
        MailJobs jobs = jobs();
        jobs.add(letter);
        jobs.add(request);

        assertThat(new MailJobs(reopened()).claim(Lane.FRESH, 9, NOW, CLAIM_END))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrder(letter, request);
    }

    @Test
    void the_longest_due_come_first_and_no_more_than_were_asked_for() {
        MailJobs jobs = jobs();
        for (int i = 0; i < 5; i++) {
            jobs.add(job("job " + i, ADA, NOW.minusSeconds(i)));
        }

        assertThat(ids(jobs.claim(Lane.FRESH, 2, NOW, CLAIM_END))).containsExactly("job 4", "job 3");
        assertThat(ids(jobs.claim(Lane.FRESH, 9, NOW, CLAIM_END))).containsExactly("job 2", "job 1", "job 0");
    }

    @Test
    void a_claimed_job_is_nobody_else_s_until_the_claim_ends() {
        MailJobs jobs = jobs();
        jobs.add(job("one", ADA, NOW));
        jobs.claim(Lane.FRESH, 1, NOW, CLAIM_END);
        MailJobs other = new MailJobs(onAnotherNode());

        assertThat(other.claim(Lane.FRESH, 1, CLAIM_END.minusMillis(1), CLAIM_END.plusSeconds(60)))
                .isEmpty();
        assertThat(ids(other.claim(Lane.FRESH, 1, CLAIM_END, CLAIM_END.plusSeconds(60))))
                .containsExactly("one");
    }

    @Test
    void the_only_process_of_a_store_releases_at_its_start_what_the_one_before_had_claimed() throws Exception {
        MailJobs before = jobs();
        before.add(job("claimed", ADA, NOW));
        before.add(job("failed", ADA, NOW));
        before.claim(Lane.FRESH, 2, NOW, CLAIM_END).stream()
                .filter(job -> job.id().equals("failed"))
                .forEach(job -> before.postpone(job, CLAIM_END));

        MailJobs after = new MailJobs(reopened());
        after.releaseClaims(NOW);

        assertThat(ids(after.claim(Lane.FRESH, 9, NOW, CLAIM_END))).containsExactly("claimed");
        assertThat(after.claim(Lane.FAILED_BEFORE, 9, NOW, CLAIM_END)).isEmpty();
    }

    @Test
    void a_job_that_was_stored_before_the_clock_was_set_back_is_released_too() throws Exception {
        jobs().add(job("one", ADA, NOW.plusSeconds(9)));

        MailJobs after = new MailJobs(reopened());
        after.releaseClaims(NOW);

        assertThat(ids(after.claim(Lane.FRESH, 9, NOW, CLAIM_END))).containsExactly("one");
    }

    @Test
    void what_a_dead_process_claimed_is_claimed_again() throws Exception {
        MailJobs jobs = jobs();
        jobs.add(job("one", ADA, NOW));
        jobs.claim(Lane.FRESH, 1, NOW, CLAIM_END);

        assertThat(ids(new MailJobs(reopened()).claim(Lane.FRESH, 1, CLAIM_END, CLAIM_END.plusSeconds(60))))
                .containsExactly("one");
    }

    @Test
    void of_many_who_claim_at_once_each_job_goes_to_one() throws Exception {
        MailJobs jobs = jobs();
        MailJobs other = new MailJobs(onAnotherNode());
        for (int i = 0; i < 20; i++) {
            jobs.add(job("job " + i, ADA, NOW));
        }
        AtomicInteger callers = new AtomicInteger();

        List<List<MailJob>> claims = AtOnce.call(
                16, () -> (callers.incrementAndGet() % 2 == 0 ? jobs : other).claim(Lane.FRESH, 20, NOW, CLAIM_END));

        assertThat(claims.stream().flatMap(List::stream).map(MailJob::id))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_postponed_job_changes_its_lane_counts_its_attempts_and_waits_until_it_is_due() {
        MailJobs jobs = jobs();
        jobs.add(job("one", ADA, NOW));
        Instant due = NOW.plusSeconds(10);
        jobs.postpone(claimed(jobs), due);

        assertThat(jobs.claim(Lane.FRESH, 9, due, CLAIM_END)).isEmpty();
        assertThat(jobs.claim(Lane.FAILED_BEFORE, 9, due.minusMillis(1), CLAIM_END))
                .isEmpty();
        assertThat(jobs.claim(Lane.FAILED_BEFORE, 9, due, CLAIM_END))
                .singleElement()
                .satisfies(job -> assertThat(job.attempts()).isEqualTo(1));
    }

    @Test
    void who_was_paused_and_overtaken_postpones_nothing() {
        MailJobs paused = jobs();
        paused.add(job("one", ADA, NOW));
        MailJob old = claimed(paused);
        MailJobs other = new MailJobs(onAnotherNode());
        MailJob young =
                other.claim(Lane.FRESH, 1, CLAIM_END, CLAIM_END.plusSeconds(60)).get(0);
        other.postpone(young, CLAIM_END.plusSeconds(10));

        paused.postpone(old, CLAIM_END.plusSeconds(999));

        assertThat(other.claim(Lane.FAILED_BEFORE, 1, CLAIM_END.plusSeconds(10), CLAIM_END.plusSeconds(70)))
                .singleElement()
                .satisfies(job -> assertThat(job.attempts()).isEqualTo(1));
    }

    @Test
    void a_removed_job_is_gone_and_postponing_it_brings_it_not_back() throws Exception {
        MailJobs jobs = jobs();
        jobs.add(job("one", ADA, NOW));
        MailJob one = claimed(jobs);

        jobs.remove(one);
        jobs.remove(one);
        jobs.postpone(one, NOW);

        assertThat(new MailJobs(reopened()).backlog()).isEqualTo(new Backlog(0, Optional.empty()));
    }

    @Test
    void what_is_about_an_account_is_forgotten_and_nothing_else() {
        MailJobs jobs = jobs();
        jobs.add(job("ada's", ADA, NOW));
        jobs.add(job("bob's", new UserId("bob"), NOW));
        jobs.add(job("nobody's", null, NOW));

        jobs.forget(ADA);
        jobs.forget(ADA);

        assertThat(ids(jobs.claim(Lane.FRESH, 9, NOW, CLAIM_END))).containsExactlyInAnyOrder("bob's", "nobody's");
    }

    @Test
    void the_backlog_tells_how_many_wait_and_since_when_also_of_those_that_are_tried_just_now() {
        MailJobs jobs = jobs();
        jobs.add(job("young", ADA, NOW));
        jobs.add(job("old", ADA, NOW.minus(Duration.ofHours(1))));
        jobs.claim(Lane.FRESH, 1, NOW, CLAIM_END);

        assertThat(jobs.backlog()).isEqualTo(new Backlog(2, Optional.of(NOW.minus(Duration.ofHours(1)))));
    }

    private static MailJob claimed(MailJobs jobs) {
        return jobs.claim(Lane.FRESH, 1, NOW, CLAIM_END).get(0);
    }

    private static List<String> ids(List<MailJob> jobs) {
        return jobs.stream().map(MailJob::id).toList();
    }

    private static MailJob job(String id, @Nullable UserId user, Instant storedAt) {
        return new MailJob(id, MailJob.LETTER, user, new byte[] {1, 2, 3}, storedAt, storedAt.plusSeconds(3600), 0);
    }
}
