package io.ssouser.projections.pendingerasure;

import io.ssouser.domain.UserId;
import io.ssouser.projections.AccountQuery;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/** Asks for an account's {@link PendingErasure}; empty when nobody wants it erased. */
public record FindPendingErasure(UserId userId) implements AccountQuery<Optional<PendingErasure>> {
    @Override
    public String readModel() {
        return PendingErasure.NAME;
    }

    @Override
    public ResponseType<Optional<PendingErasure>> answer() {
        return ResponseTypes.optionalInstanceOf(PendingErasure.class);
    }
}
