package io.ssouser.projections;

import java.time.Clock;
import java.time.Duration;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The log as read models see it: dense positions, read one event at a time where one is asked for. */
record Log(StreamableMessageSource<TrackedEventMessage<?>> source) {

    /** Position of the last event, −1 when there is none. */
    long head() {
        return Positions.of(source.createHeadToken());
    }

    /** @throws IllegalStateException when the log has no such event */
    TrackedEventMessage<?> eventAt(long position) {
        try (BlockingStream<TrackedEventMessage<?>> events = source.openStream(before(position))) {
            if (events.hasNextAvailable()) {
                TrackedEventMessage<?> event = events.nextAvailable();
                if (Positions.of(event.trackingToken()) == position) {
                    return event;
                }
            }
            throw new IllegalStateException("The log has no event at " + position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading the log", e);
        }
    }

    /** Whether this is the log in which that event stands at that position. */
    boolean has(LogIdentity seen) {
        return seen.position() <= head()
                && eventAt(seen.position()).getIdentifier().equals(seen.eventId());
    }

    /** How far a reader at this position is behind. */
    Lag lagAt(long position, Clock clock) {
        long events = head() - position;
        if (events <= 0) {
            return Lag.NONE;
        }
        Duration age = Duration.between(eventAt(position + 1).getTimestamp(), clock.instant());
        return new Lag(events, age.isNegative() ? Duration.ZERO : age);
    }

    private @Nullable TrackingToken before(long position) {
        return position == 0 ? source.createTailToken() : new GlobalSequenceTrackingToken(position - 1);
    }
}
