package io.ssouser.projections.pendingerasure;

import io.ssouser.projections.ReadModelQuery;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.jspecify.annotations.Nullable;

/** Asks for the users who are to be erased by now, the longest due first, at most a thousand. */
public record FindDueErasures(Instant now) implements ReadModelQuery<List<PendingErasure>> {
    @Override
    public String readModel() {
        return PendingErasure.NAME;
    }

    @Override
    public @Nullable String stream() {
        return null;
    }

    @Override
    public ResponseType<List<PendingErasure>> answer() {
        return ResponseTypes.multipleInstancesOf(PendingErasure.class);
    }
}
