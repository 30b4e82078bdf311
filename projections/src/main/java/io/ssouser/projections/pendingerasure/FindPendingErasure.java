package io.ssouser.projections.pendingerasure;

import io.ssouser.domain.UserId;
import io.ssouser.projections.UserQuery;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for a user's {@link PendingErasure}; empty when nobody wants the user erased. */
public record FindPendingErasure(UserId userId) implements UserQuery<Optional<PendingErasure>> {
    @Override
    public String readModel() {
        return PendingErasure.NAME;
    }

    @Override
    public ResponseType<Optional<PendingErasure>> answer() {
        return ResponseTypes.optionalInstanceOf(PendingErasure.class);
    }
}
