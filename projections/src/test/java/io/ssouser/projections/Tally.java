package io.ssouser.projections;

import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.projections.fold.Fold;
import java.util.function.LongConsumer;

/** Counts uses of devices by user: an effect that would show if it were doubled. May be hindered at a position. */
final class Tally extends Fold<Tally.Count> {
    record Count(long uses) {}

    Tally(LongConsumer hindrance) {
        super("tally", 1, Count.class);
        on(DeviceUsed.class, (count, event, at) -> {
            hindrance.accept(at.position());
            return new Count(count == null ? 1 : count.uses() + 1);
        });
        // It knows how often, and of nobody.
        nothingPersonal();
    }
}
