package io.ssouser.api.command;

import io.ssouser.api.security.RequestProvenance;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Gives every command the provenance of the request that sends it; what the command says itself stands. */
public final class ProvenanceOfCommands implements MessageDispatchInterceptor<CommandMessage<?>> {
    private final RequestProvenance provenance;

    public ProvenanceOfCommands(RequestProvenance provenance) {
        this.provenance = provenance;
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> commands) {
        return (index, command) -> command.withMetaData(provenance.current()).andMetaData(command.getMetaData());
    }
}
