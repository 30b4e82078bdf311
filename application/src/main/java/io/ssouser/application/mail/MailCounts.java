package io.ssouser.application.mail;

import io.ssouser.domain.email.UndeliveredReason;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of letters since the start of this node. */
public final class MailCounts {
    private final LongAdder sent = new LongAdder();
    private final LongAdder failedTries = new LongAdder();
    private final Map<UndeliveredReason, LongAdder> undelivered =
            Map.of(UndeliveredReason.REFUSED, new LongAdder(), UndeliveredReason.EXPIRED, new LongAdder());

    void sent() {
        sent.increment();
    }

    void failedOnce() {
        failedTries.increment();
    }

    void gaveUp(UndeliveredReason reason) {
        undelivered.get(reason).increment();
    }

    /** Letters that the mail server has taken. */
    public long ofSent() {
        return sent.sum();
    }

    /** Tries that failed, each of which is followed by another as long as the letter is of use. */
    public long ofFailedTries() {
        return failedTries.sum();
    }

    public long ofUndelivered(UndeliveredReason reason) {
        return undelivered.get(reason).sum();
    }
}
