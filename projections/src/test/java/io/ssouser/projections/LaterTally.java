package io.ssouser.projections;

import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.projections.fold.Fold;

/** The next version of {@link Tally}, which counts hundreds. */
final class LaterTally extends Fold<Tally.Count> {
    LaterTally() {
        super("tally", 2, Tally.Count.class);
        on(DeviceUsed.class, (count, event, at) -> new Tally.Count(count == null ? 100 : count.uses() + 100));
        nothingPersonal();
    }
}
