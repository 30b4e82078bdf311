package io.ssouser.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GenericEventMessage;

/**
 * The clock of Axon's messages, which is a static of theirs, told apart by thread: services with clocks of their own run side by side in one
 * JVM. A thread has the clock of the thread that made it; without one it has the system's.
 */
public final class ThreadClock extends Clock {
    private static final Clock SYSTEM = Clock.systemUTC();
    private static final InheritableThreadLocal<Clock> CLOCK = new InheritableThreadLocal<>();

    private ThreadClock() {}

    /** Gives this thread, and all that it makes from now on, the clock. */
    public static void set(Clock clock) {
        GenericEventMessage.clock = new ThreadClock();
        CLOCK.set(clock);
    }

    /** Gives this thread the system's clock again. */
    public static void reset() {
        CLOCK.remove();
    }

    /** Does the work with that clock, and has the one of before again. */
    public static <T> T with(Clock clock, Supplier<T> work) {
        Clock before = CLOCK.get();
        set(clock);
        try {
            return work.get();
        } finally {
            CLOCK.set(before);
        }
    }

    @Override
    public Instant instant() {
        Clock clock = CLOCK.get();
        return (clock == null ? SYSTEM : clock).instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
