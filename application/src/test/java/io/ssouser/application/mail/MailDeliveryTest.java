package io.ssouser.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.DisturbedStateStore;
import io.ssouser.application.FakeClock;
import io.ssouser.application.MemorySecrets;
import io.ssouser.application.mail.MailJobs.Lane;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.TestKeys;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.state.sqlite.SqliteStateStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailDeliveryTest {
    private static final UserId ADA = new UserId("ada");
    private static final Mail HELLO = new Mail(new EmailAddress("ada@example.org"), "Hello", "Hello\n");
    private static final Duration LEASE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private final RecordingMailer mailer = new RecordingMailer();
    private final DataKeys keys = TestKeys.dataKeys();
    private final MailEncryption encryption = new MailEncryption(keys, new MemorySecrets(), new SecureRandom());
    private final List<String> undelivered = new ArrayList<>();
    private final Queue<Runnable> tries = new ArrayDeque<>();
    private SqliteDatabase state;
    private MailJobs jobs;
    private MailQueue queue;

    @BeforeEach
    void open() {
        state = SqliteDatabase.open(folder.resolve("state.db"), SqliteDatabase.Durability.EVERY_COMMIT);
        jobs = new MailJobs(SqliteStateStore.of(state));
        queue = new MailQueue(jobs, encryption, UUID::randomUUID, clock);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void a_letter_is_stored_before_anybody_sends_it_and_outlives_the_process() {
        queue.send(ADA, HELLO);
        assertThat(mailer.sent()).isEmpty();
        close();
        open();

        sendDue(delivery(mailer));

        assertThat(mailer.sent()).containsExactly(HELLO);
        assertThat(jobs.backlog().jobs()).isZero();
    }

    @Test
    void a_letter_that_fails_is_tried_again_in_its_own_time_and_keeps_its_id() {
        List<String> ids = new ArrayList<>();
        Mailer away = (id, mail) -> {
            ids.add(id);
            throw new MailNotSent(451, new IllegalStateException("Later"));
        };
        MailDelivery delivery = delivery(away);
        queue.send(ADA, HELLO);

        for (int second = 0; second <= 70; second++) {
            sendDue(delivery);
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(ids).as("after 0, 10, 30 and 70 s").hasSize(4);
        assertThat(ids.stream().distinct()).hasSize(1);
    }

    @Test
    void a_refused_letter_ends_with_an_entry() {
        MailDelivery delivery = delivery((id, mail) -> {
            throw new MailRefused(550);
        });
        queue.send(ADA, HELLO);

        sendDue(delivery);

        assertThat(undelivered).containsExactly("ada Hello REFUSED");
        assertThat(delivery.counts().ofUndelivered(UndeliveredReason.REFUSED)).isEqualTo(1);
        assertThat(jobs.backlog().jobs()).isZero();
    }

    @Test
    void a_letter_whose_link_has_died_is_not_sent_and_ends_with_an_entry() {
        queue.send(ADA, HELLO, clock.instant().plus(Duration.ofHours(1)));
        clock.pass(Duration.ofHours(1));

        sendDue(delivery(mailer));

        assertThat(mailer.sent()).isEmpty();
        assertThat(undelivered).containsExactly("ada Hello EXPIRED");
    }

    @Test
    void an_entry_that_cannot_be_written_is_written_later() {
        MailDelivery delivery = new MailDelivery(
                jobs,
                encryption,
                (id, mail) -> {
                    throw new MailRefused(550);
                },
                List.of(),
                (user, subject, reason) -> {
                    if (undelivered.isEmpty()) {
                        undelivered.add("failed once");
                        throw new IllegalStateException("The log is away");
                    }
                    undelivered.add("written");
                },
                LEASE,
                clock);
        queue.send(ADA, HELLO);

        sendDue(delivery);
        clock.pass(LEASE);
        sendDue(delivery);

        assertThat(undelivered).containsExactly("failed once", "written");
        assertThat(jobs.backlog().jobs()).isZero();
    }

    @Test
    void nothing_is_sent_about_an_account_that_was_erased_meanwhile_or_before() {
        queue.send(ADA, HELLO);
        keys.destroy(ADA.value());
        queue.send(ADA, HELLO);

        sendDue(delivery(mailer));

        assertThat(mailer.sent()).isEmpty();
        assertThat(jobs.backlog().jobs()).isZero();
    }

    @Test
    void no_more_are_tried_at_once_than_there_are_threads_and_those_that_failed_take_no_fresh_one_s_place() {
        Mailer away = (id, mail) -> {
            throw new MailNotSent(new IllegalStateException("No such host"));
        };
        for (int i = 0; i < 16; i++) {
            queue.send(ADA, HELLO);
        }
        MailDelivery delivery = delivery(away);
        MailDelivery.Worker fresh = delivery.worker(Lane.FRESH, tries::add, 4);
        MailDelivery.Worker failed = delivery.worker(Lane.FAILED_BEFORE, tries::add, 4);
        fresh.sendDue();
        fresh.sendDue();
        assertThat(tries).hasSize(4);
        while (!tries.isEmpty()) {
            tries.remove().run();
        }
        clock.pass(Duration.ofMinutes(1));
        failed.sendDue();
        assertThat(tries).hasSize(4);

        queue.send(ADA, HELLO);
        fresh.sendDue();

        assertThat(tries).hasSize(5);
    }

    @Test
    void a_letter_that_comes_while_somebody_looks_waits_for_no_other_look() {
        AtomicBoolean isLate = new AtomicBoolean();
        MailJobs looked = new MailJobs(DisturbedStateStore.after(SqliteStateStore.of(state), "first", () -> {
            if (isLate.compareAndSet(false, true)) {
                queue.send(ADA, HELLO);
            }
        }));
        MailDelivery.Worker worker = delivery(looked, mailer).worker(Lane.FRESH, Runnable::run, 4);
        queue.onAdded(worker::sendDue);

        worker.sendDue();

        assertThat(mailer.sent()).containsExactly(HELLO);
    }

    @Test
    void a_request_is_stored_alike_whoever_s_address_it_is_and_answered_later() {
        List<String> answered = new ArrayList<>();
        MailRequest request = new MailRequest() {
            @Override
            public String name() {
                return "lost-key";
            }

            @Override
            public Duration life() {
                return Duration.ofHours(1);
            }

            @Override
            public void answer(Asked asked) {
                answered.add(asked.address().value() + asked.provenance());
                if (answered.size() == 1) {
                    throw new IllegalStateException("The log is away");
                }
            }
        };
        queue.ask(request, new MailRequest.Asked(new EmailAddress("eve@example.org"), Map.of("ip", "192.0.2.1")));
        assertThat(answered).isEmpty();
        assertThat(jobs.backlog().jobs()).isEqualTo(1);
        MailDelivery delivery = new MailDelivery(
                jobs, encryption, mailer, List.of(request), (user, subject, reason) -> {}, LEASE, clock);

        sendDue(delivery);
        clock.pass(Duration.ofSeconds(10));
        sendDue(delivery);

        assertThat(answered).containsExactly("eve@example.org{ip=192.0.2.1}", "eve@example.org{ip=192.0.2.1}");
        assertThat(jobs.backlog().jobs()).isZero();
    }

    @Test
    void what_a_newer_version_stored_waits_for_it() {
        jobs.add(new MailJob(
                "one",
                "a-new-kind",
                null,
                new byte[1],
                clock.instant(),
                clock.instant().plus(LEASE),
                0));

        sendDue(delivery(mailer));

        assertThat(jobs.backlog().jobs()).isEqualTo(1);
    }

    private MailDelivery delivery(Mailer carrier) {
        return delivery(jobs, carrier);
    }

    private MailDelivery delivery(MailJobs from, Mailer carrier) {
        return new MailDelivery(
                from,
                encryption,
                carrier,
                List.of(),
                (user, subject, reason) -> undelivered.add(user + " " + subject + " " + reason),
                LEASE,
                clock);
    }

    private static void sendDue(MailDelivery delivery) {
        delivery.worker(Lane.FRESH, Runnable::run, 4).sendDue();
        delivery.worker(Lane.FAILED_BEFORE, Runnable::run, 4).sendDue();
    }
}
