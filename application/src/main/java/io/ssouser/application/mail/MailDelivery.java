package io.ssouser.application.mail;

import io.ssouser.application.mail.MailJobs.Lane;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.LetterSubject;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the queue holds. Each letter has its own back-off, and a try that fails concerns no other letter: those that failed before
 * are tried beside the fresh ones, never before them. A letter comes twice only when a node dies, or loses its store, between the
 * mail server's answer and the removal of the job.
 */
public final class MailDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    private final MailJobs jobs;
    private final MailEncryption encryption;
    private final Mailer mailer;
    private final Map<String, MailRequest> requests;
    private final UndeliveredMail undelivered;
    private final Duration lease;
    private final Clock clock;
    private final MailCounts counts = new MailCounts();
    private volatile boolean stopped;

    /** @param lease longer than a try takes: afterwards another node takes the letter over */
    public MailDelivery(
            MailJobs jobs,
            MailEncryption encryption,
            Mailer mailer,
            List<MailRequest> requests,
            UndeliveredMail undelivered,
            Duration lease,
            Clock clock) {
        this.jobs = jobs;
        this.encryption = encryption;
        this.mailer = mailer;
        this.requests = requests.stream().collect(Collectors.toMap(MailRequest::name, Function.identity()));
        this.undelivered = undelivered;
        this.lease = lease;
        this.clock = clock;
    }

    /** What became of the letters that this node tried. */
    public MailCounts counts() {
        return counts;
    }

    /** Nothing is begun any more; what is under way goes on. */
    public void stop() {
        stopped = true;
    }

    /** One lane of the queue, and how many of its jobs are tried at once. */
    public final class Worker {
        private final Lane lane;
        private final Executor threads;
        private final Semaphore free;
        private volatile boolean isAsked;

        private Worker(Lane lane, Executor threads, int atOnce) {
            this.lane = lane;
            this.threads = threads;
            this.free = new Semaphore(atOnce);
        }

        /**
         * Begins to try what is due, as far as there are threads free; whoever has done its job looks for the next. Whoever finds
         * none free need not wait: the one who holds them looks again.
         */
        public void sendDue() {
            isAsked = true;
            while (isAsked && !stopped) {
                int places = free.drainPermits();
                if (places == 0) {
                    return;
                }
                isAsked = false;
                int begun = 0;
                try {
                    begun = begin(places);
                } finally {
                    free.release(places - begun);
                }
            }
        }

        private int begin(int places) {
            Instant now = clock.instant();
            List<MailJob> claimed = jobs.claim(lane, places, now, now.plus(lease));
            claimed.forEach(job -> threads.execute(() -> work(job)));
            return claimed.size();
        }

        private void work(MailJob job) {
            try {
                attempt(job);
            } catch (RuntimeException e) {
                LOG.warn("{} is tried again when its claim has run out: {}", job, kindOf(e));
            } finally {
                free.release();
            }
            try {
                sendDue();
            } catch (StoreUnavailable e) {
                LOG.debug("No further job could be claimed; the next look tells why");
            }
        }
    }

    /**
     * @param threads run the tries
     * @param atOnce how many, at most
     */
    public Worker worker(Lane lane, Executor threads, int atOnce) {
        return new Worker(lane, threads, atOnce);
    }

    private void attempt(MailJob job) {
        try {
            if (!clock.instant().isBefore(job.until())) {
                giveUp(job, UndeliveredReason.EXPIRED);
            } else if (job.isLetter()) {
                send(job);
            } else {
                answer(job);
            }
        } catch (MailRefused e) {
            LOG.warn("{} was refused for good by the mail server: {}", job, e.reply());
            giveUp(job, UndeliveredReason.REFUSED);
        } catch (MailNotSent e) {
            postpone(job, e.reply() == 0 ? kindOf(e.getCause()) : Integer.toString(e.reply()));
        } catch (RuntimeException e) {
            postpone(job, kindOf(e));
        }
    }

    private void send(MailJob job) {
        Optional<Mail> mail = open(job);
        mail.ifPresent(letter -> mailer.send(job.id(), letter));
        jobs.remove(job);
        if (mail.isPresent()) {
            counts.sent();
        }
    }

    /** Empty when the user was erased meanwhile. */
    private Optional<Mail> open(MailJob job) {
        return encryption.decrypt(job, Objects.requireNonNull(job.user()));
    }

    private void answer(MailJob job) {
        MailRequest request = requests.get(job.kind());
        if (request == null) {
            throw new IllegalStateException("A newer version of this service stored it");
        }
        request.answer(encryption.decrypt(job));
        jobs.remove(job);
    }

    /** What the other machine said is left out: it may quote an address. */
    private void postpone(MailJob job, String cause) {
        counts.failedOnce();
        Instant now = clock.instant();
        Optional<Instant> due = RetryPolicy.dueAfter(job.attempts() + 1, now, job.until());
        if (due.isPresent()) {
            jobs.postpone(job, due.get());
            LOG.warn("{} could not be sent and is tried again at {}: {}", job, due.get(), cause);
        } else {
            LOG.warn("{} could not be sent in time: {}", job, cause);
            giveUp(job, UndeliveredReason.EXPIRED);
        }
    }

    private void giveUp(MailJob job, UndeliveredReason reason) {
        if (job.isLetter()) {
            UserId user = Objects.requireNonNull(job.user());
            openAtLast(job).ifPresent(letter -> undelivered.note(user, new LetterSubject(letter.subject()), reason));
        }
        jobs.remove(job);
        counts.gaveUp(reason);
    }

    private Optional<Mail> openAtLast(MailJob job) {
        try {
            return open(job);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} could not be opened to the end: {}", job, kindOf(e));
            return Optional.empty();
        }
    }

    private static String kindOf(Throwable e) {
        return e.getClass().getSimpleName();
    }
}
