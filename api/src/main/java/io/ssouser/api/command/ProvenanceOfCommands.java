package io.ssouser.api.command;

import io.ssouser.api.security.Grounds;
import io.ssouser.api.security.RequestProvenance;
import io.ssouser.domain.user.UserCommand;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * Gives every command the provenance of the request that sends it; what the command says itself stands. Notes what the user aggregate will
 * require of the request.
 */
public final class ProvenanceOfCommands implements MessageDispatchInterceptor<CommandMessage<?>> {
    private final RequestProvenance provenance;

    public ProvenanceOfCommands(RequestProvenance provenance) {
        this.provenance = provenance;
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> commands) {
        return (index, command) -> {
            if (command.getPayload() instanceof UserCommand<?> toUser) {
                Grounds.of(toUser);
            }
            return command.withMetaData(provenance.current()).andMetaData(command.getMetaData());
        };
    }
}
