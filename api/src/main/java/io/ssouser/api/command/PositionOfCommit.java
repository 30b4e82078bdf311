package io.ssouser.api.command;

import io.ssouser.api.conventions.LogPositions;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.log.EventLog;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Tells the request how far the log was once the command's events were durable; of a command that changed nothing, how far it is now,
 * since that is what its sender may rely on.
 */
public final class PositionOfCommit implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final LogPositions positions;
    private final EventLog log;

    public PositionOfCommit(LogPositions positions, EventLog log) {
        this.positions = positions;
        this.log = log;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        unitOfWork.afterCommit(committed -> {
            Long last = committed.root().getResource(LogEventStorageEngine.LAST_POSITION);
            positions.reached(last != null ? last : log.head().nextPosition() - 1);
        });
        return chain.proceed();
    }
}
