package io.ssouser.api.http;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refused;
import io.ssouser.domain.subscription.SubscriptionCommand;
import io.ssouser.domain.user.UserCommand;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/** Sends the commands of the routes and opens their {@link Outcome}. */
public final class Commands {
    private final CommandGateway gateway;

    public Commands(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /** @throws Refused when the account says no, whether or not the log remembers it */
    public void send(UserCommand command) {
        result(command);
    }

    /** As {@link #send(UserCommand)}, for what the command is answered with. */
    <T> T send(UserCommand command, Class<T> answer) {
        return answer.cast(result(command));
    }

    /** @throws Refused when the subscription says no */
    void send(SubscriptionCommand command) {
        result(command);
    }

    private @Nullable Object result(Object command) {
        Object result = dispatch(command);
        if (result instanceof Outcome.Denied<?> denied) {
            throw new Refused(denied.refusal());
        }
        return result instanceof Outcome.Done<?> done ? done.value() : result;
    }

    private @Nullable Object dispatch(Object command) {
        try {
            return gateway.send(command).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException refusal ? refusal : failure;
        }
    }
}
