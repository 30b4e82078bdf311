package io.ssouser.api.http;

import io.ssouser.api.error.MissingMember;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.session.Access;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.projections.userprofile.FindUserProfile;
import io.ssouser.projections.userprofile.UserProfile;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account itself: who it is, and its password. */
@RestController
@RequestMapping("/api/user")
public final class ProfileController {
    private final Commands commands;
    private final FreshReads reads;
    private final Subscriptions subscriptions;

    public ProfileController(Commands commands, FreshReads reads, Subscriptions subscriptions) {
        this.commands = commands;
        this.reads = reads;
        this.subscriptions = subscriptions;
    }

    @GetMapping
    Profile profile(Access access, MinPosition seen) {
        return reads.ask(
                        UserProfile.NAME,
                        access.userId(),
                        seen,
                        new FindUserProfile(access.userId()),
                        ResponseTypes.optionalInstanceOf(UserProfile.class))
                .map(profile -> Profile.of(profile, access, subscription(access, seen)))
                .orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
    }

    private @Nullable SubscriptionAnswer subscription(Access access, MinPosition seen) {
        String service = access.audience().service();
        return service == null
                ? null
                : subscriptions
                        .find(access.userId(), new ServiceName(service), seen)
                        .orElse(null);
    }

    record PasswordChange(String currentPassword, String newPassword) {
        PasswordChange {
            MissingMember.unless(currentPassword, "current_password");
            MissingMember.unless(newPassword, "new_password");
        }
    }

    @PostMapping("/change-password")
    Message changePassword(@RequestBody PasswordChange body, Access access) {
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

    /** The one reason that this route words otherwise than registration does. */
    private static RequestRefused newPasswordTooShort() {
        return new RequestRefused(Problem.badRequest("New password must be at least 8 characters long"));
    }
}
