package io.ssouser.api.command;

import io.ssouser.api.http.LogPositions;
import io.ssouser.eventstore.LogEventStorageEngine;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Tells the request how far the log was once the command's events were durable. */
public final class PositionOfCommit implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final LogPositions positions;

    public PositionOfCommit(LogPositions positions) {
        this.positions = positions;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        unitOfWork.afterCommit(committed -> {
            Long last = committed.root().getResource(LogEventStorageEngine.LAST_POSITION);
            if (last != null) {
                positions.reached(last);
            }
        });
        return chain.proceed();
    }
}
