package io.ssouser.api.signin;

import static io.ssouser.api.route.Route.RateLimit.AUTH;

import io.ssouser.api.conventions.Message;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.route.Route;
import io.ssouser.application.command.Commands;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.domain.user.UserCommand.StepUpWithCode;
import io.ssouser.domain.user.UserCommand.StepUpWithPassword;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A session proves again who uses it, before the person does something by which a thief could take over the user. */
@RestController
public final class StepUpController {
    private final Commands commands;

    public StepUpController(Commands commands) {
        this.commands = commands;
    }

    record Shown(@Nullable String password, @Nullable String code) {
        UserCommand<SessionId> by(AuthenticatedSession access) {
            if (code != null && password == null) {
                return new StepUpWithCode(access.userId(), SecondFactorCode.of(code), access.sessionId());
            }
            if (password != null && code == null) {
                return new StepUpWithPassword(access.userId(), new Password(password), access.sessionId());
            }
            throw new RequestRefused(Problem.badRequest("Send either a password or a code"));
        }

        @Override
        public String toString() {
            return "Shown[hidden]";
        }
    }

    @Route(limit = AUTH)
    @PostMapping("/api/auth/step-up")
    Message stepUp(@RequestBody Shown body, AuthenticatedSession access) {
        try {
            commands.send(body.by(access));
        } catch (Refused refused) {
            throw refused.refusal() == Refusal.NO_PASSWORD ? nothingToShow() : refused;
        }
        return new Message("Identity confirmed");
    }

    /** The one reason that this route words otherwise than a change of password does. */
    private static RequestRefused nothingToShow() {
        return new RequestRefused(Problem.badRequest("This account has no password. Please sign in again"));
    }
}
