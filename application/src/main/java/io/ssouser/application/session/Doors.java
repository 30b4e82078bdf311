package io.ssouser.application.session;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps the crowd at one door small. An account judges one password at a time, so whoever sends a thousand guesses at once would let
 * everybody else wait behind them. Strangers to an account share a door, each device that it may know has its own: behind a crowd of
 * strangers the owner waits for one crowd at most. A door is the same whether or not there is an account behind it.
 */
final class Doors {
    /** As many as the wire contract's limit lets through from one address at once (section 3), so one honest client never meets this. */
    static final int LARGEST_CROWD = 20;

    private final Map<String, Integer> crowds = new ConcurrentHashMap<>();

    /**
     * Does the work unless the crowd is as large as it may be.
     *
     * @throws Refused {@link Refusal#HASHING_BUSY}, and the work was not begun
     */
    <T> T at(String door, Supplier<T> work) {
        if (crowds.merge(door, 1, Integer::sum) > LARGEST_CROWD) {
            leave(door);
            throw new Refused(Refusal.HASHING_BUSY);
        }
        try {
            return work.get();
        } finally {
            leave(door);
        }
    }

    /** How many doors have anybody at them. */
    int busy() {
        return crowds.size();
    }

    private void leave(String door) {
        crowds.computeIfPresent(door, (same, crowd) -> crowd == 1 ? null : crowd - 1);
    }
}
