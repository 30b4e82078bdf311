package io.ssouser.projections;

import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.List;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Counts uses of devices by account: an effect that would show if it were doubled. May be hindered at a position, after its write. */
final class Tally extends Projection {
    record Count(long uses) {}

    private static final String NAME = "tally";

    private final Documents<Count> counts;
    private final LongConsumer hindrance;

    Tally(DocumentStore store, LongConsumer hindrance) {
        this(new Documents<>(store, new Collection(NAME, List.of()), Count.class), hindrance);
    }

    private Tally(Documents<Count> counts, LongConsumer hindrance) {
        super(NAME, counts);
        this.counts = counts;
        this.hindrance = hindrance;
    }

    @EventHandler
    void on(DeviceUsed event, TrackedEventMessage<?> message) {
        long before = counts.find(event.userId().value()).map(Count::uses).orElse(0L);
        counts.save(event.userId().value(), positionOf(message), new Count(before + 1));
        hindrance.accept(positionOf(message));
    }

    /** It knows how often, and of nobody. */
    @Override
    protected void erase(UserErased event, TrackedEventMessage<?> message) {}
}
