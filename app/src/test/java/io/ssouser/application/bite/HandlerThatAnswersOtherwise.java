package io.ssouser.application.bite;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.user.UserCommand.RevokeOtherDevices;
import org.axonframework.commandhandling.CommandHandler;

/** Breaks the rule that a handler answers as its command says. */
public final class HandlerThatAnswersOtherwise {
    @CommandHandler
    Outcome<String> handle(RevokeOtherDevices command) {
        return Outcome.done(command.userId().value());
    }
}
