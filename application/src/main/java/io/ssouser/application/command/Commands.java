package io.ssouser.application.command;

import io.ssouser.domain.Command;
import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refused;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/** Sends commands, and opens the {@link Outcome} of those that have one. Returns when the events are durable. */
public final class Commands {
    private final CommandGateway gateway;

    public Commands(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * What the command is answered with; null when that is nothing.
     *
     * @throws Refused when the aggregate says no, whether or not the log remembers it
     * @throws AggregateNotFoundException when there is none, or none any more
     */
    public <R> R send(Command<R> command) {
        return send(command, Map.of());
    }

    /** As {@link #send(Command)}, on behalf of whoever that provenance names. */
    public <R> R send(Command<R> command, Map<String, String> provenance) {
        return opened(gateway.sendAndWait(
                GenericCommandMessage.asCommandMessage(command).andMetaData(provenance)));
    }

    /** A house rule holds every handler to the answer of its command, which the compiler cannot. */
    @SuppressWarnings("unchecked")
    private static <R> R opened(@Nullable Object answer) {
        if (answer instanceof Outcome.Denied<?> denied) {
            throw new Refused(denied.refusal());
        }
        return (R) (answer instanceof Outcome.Done<?> done ? done.value() : answer);
    }
}
