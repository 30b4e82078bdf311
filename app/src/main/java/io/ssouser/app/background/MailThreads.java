package io.ssouser.app.background;

import io.ssouser.application.mail.MailDelivery;
import io.ssouser.application.mail.MailJobs.Lane;
import io.ssouser.application.mail.MailQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that send mail: at once what this node stores, and every second what is due again, or what another node left behind. They
 * are apart from those that answer requests, and from those that follow the log.
 */
public final class MailThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailThreads.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** In each lane. A try waits for another machine, up to a time-out at each step, so many may wait beside each other. */
    private static final int AT_ONCE = 8;

    /** For tries under way when the service stops. What is not sent by then stays stored. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final MailDelivery delivery;
    private final MailQueue queue;
    private final ExecutorService tries = Executors.newFixedThreadPool(2 * AT_ONCE, daemons("mail-"));
    private final ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor(daemons("mail-queue-"));
    private final List<MailDelivery.Worker> workers;
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private boolean isStoreAway;

    public MailThreads(MailDelivery delivery, MailQueue queue) {
        this.delivery = delivery;
        this.queue = queue;
        this.workers = List.of(
                delivery.worker(Lane.FRESH, tries, AT_ONCE), delivery.worker(Lane.FAILED_BEFORE, tries, AT_ONCE));
    }

    public void start() {
        queue.onAdded(this::ask);
        clerk.scheduleWithFixedDelay(this::sendDue, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whoever adds a hundred letters at once makes one look. */
    private void ask() {
        if (isAsked.compareAndSet(false, true)) {
            clerk.execute(() -> {
                isAsked.set(false);
                sendDue();
            });
        }
    }

    private void sendDue() {
        try {
            workers.forEach(MailDelivery.Worker::sendDue);
            isStoreAway = false;
        } catch (RuntimeException e) {
            if (!isStoreAway) {
                LOG.warn("Letters that are due cannot be read; it is tried again every second", e);
            }
            isStoreAway = true;
        }
    }

    @Override
    public void close() {
        queue.onAdded(() -> {});
        delivery.stop();
        clerk.shutdown();
        tries.shutdown();
        try {
            if (!tries.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Letters under way are sent again after the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
