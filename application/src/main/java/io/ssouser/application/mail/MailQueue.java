package io.ssouser.application.mail;

import io.ssouser.domain.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Where every letter goes first. When a method returns, what it was given is stored, and {@link MailDelivery} sends it. */
public final class MailQueue {
    /** How long a letter without a link is worth sending (RFC 5321, 4.5.4.1: four to five days). */
    private static final Duration NEWS = Duration.ofDays(5);

    private final MailJobs jobs;
    private final MailEncryption encryption;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private volatile Runnable whenAdded = () -> {};

    public MailQueue(MailJobs jobs, MailEncryption encryption, Supplier<UUID> ids, Clock clock) {
        this.jobs = jobs;
        this.encryption = encryption;
        this.ids = ids;
        this.clock = clock;
    }

    /** A letter without a link. */
    public void send(UserId user, Mail mail) {
        send(user, mail, clock.instant().plus(NEWS));
    }

    /**
     * Stores the letter; nothing is sent about an erased user.
     *
     * @param user whom the letter is about, whoever gets it
     * @param until the link in it is good for: afterwards the letter is not sent any more
     */
    public void send(UserId user, Mail mail, Instant until) {
        String id = ids.get().toString();
        encryption.encrypt(id, user, mail).ifPresent(box -> {
            add(new MailJob(id, MailJob.LETTER, user, box, clock.instant(), until, 0));
        });
    }

    /** The same work for every address, whether or not anybody has it. */
    public void ask(MailRequest request, MailRequest.Asked asked) {
        String id = ids.get().toString();
        Instant now = clock.instant();
        byte[] box = encryption.encrypt(id, asked);
        add(new MailJob(id, request.name(), null, box, now, now.plus(request.life()), 0));
    }

    private void add(MailJob job) {
        jobs.add(job);
        whenAdded.run();
    }

    /** @param listener called after each job that this node stores; returns at once */
    public void onAdded(Runnable listener) {
        whenAdded = listener;
    }
}
