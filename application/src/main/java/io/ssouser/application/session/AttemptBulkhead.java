package io.ssouser.application.session;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Bounds how many sign-in attempts run at once in one compartment. A user aggregate judges one password at a time, so a thousand guesses
 * sent at once would make everybody else wait behind them. Strangers to a user share one compartment; each device that the user may know
 * has its own. So a person waits for {@link #MOST_AT_ONCE} strangers at most. A compartment is the same whether or not there is a user
 * behind it.
 */
final class AttemptBulkhead {
    /** As many as the wire contract's limit lets through from one address at once (section 3), so one honest client never meets this. */
    static final int MOST_AT_ONCE = 20;

    private final Map<String, Integer> running = new ConcurrentHashMap<>();

    /**
     * Does the work, unless as many attempts as may run there run already.
     *
     * @throws Refused {@link Refusal#HASHING_BUSY}, and the work was not begun
     */
    <T> T at(String compartment, Supplier<T> work) {
        if (running.merge(compartment, 1, Integer::sum) > MOST_AT_ONCE) {
            leave(compartment);
            throw new Refused(Refusal.HASHING_BUSY);
        }
        try {
            return work.get();
        } finally {
            leave(compartment);
        }
    }

    /** How many compartments have an attempt running. */
    int busy() {
        return running.size();
    }

    private void leave(String compartment) {
        running.computeIfPresent(compartment, (same, count) -> count == 1 ? null : count - 1);
    }
}
