package io.ssouser.api.account;

import io.ssouser.api.conventions.Message;
import io.ssouser.api.error.MissingMember;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.command.Commands;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserCommand.SetPassword;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bearer's password. */
@RestController
@RequestMapping("/api/user")
public final class PasswordController {
    private final Commands commands;
    private final PasswordPolicy policy;

    public PasswordController(Commands commands, PasswordPolicy policy) {
        this.commands = commands;
        this.policy = policy;
    }

    record PasswordChange(String currentPassword, String newPassword) {
        PasswordChange {
            MissingMember.unless(currentPassword, "current_password");
            MissingMember.unless(newPassword, "new_password");
        }

        @Override
        public String toString() {
            return "PasswordChange[hidden]";
        }
    }

    @PostMapping("/change-password")
    Message change(@RequestBody PasswordChange body, AuthenticatedSession access) {
        try {
            commands.send(new ChangePassword(
                    access.userId(),
                    new Password(body.currentPassword()),
                    new Password(body.newPassword()),
                    access.sessionId()));
        } catch (Refused refused) {
            throw refused.refusal() == Refusal.PASSWORD_TOO_SHORT ? newPasswordTooShort() : refused;
        }
        return new Message("Password changed successfully");
    }

    record FirstPassword(String newPassword) {
        FirstPassword {
            MissingMember.unless(newPassword, "new_password");
        }

        @Override
        public String toString() {
            return "FirstPassword[hidden]";
        }
    }

    @PostMapping("/set-password")
    Message set(@RequestBody FirstPassword body, AuthenticatedSession access) {
        commands.send(new SetPassword(access.userId(), new Password(body.newPassword()), access.sessionId()));
        return new Message("Password set successfully");
    }

    /** The one reason that this route words otherwise than registration does. */
    private RequestRefused newPasswordTooShort() {
        return new RequestRefused(
                Problem.badRequest("New password must be at least " + policy.fewestBytes() + " characters long"));
    }
}
