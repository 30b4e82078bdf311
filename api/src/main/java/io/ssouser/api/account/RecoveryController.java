package io.ssouser.api.account;

import static io.ssouser.api.route.Route.ErrorForm.ENVELOPE_400;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.conventions.Message;
import io.ssouser.api.error.MissingMember;
import io.ssouser.api.limits.RequestLimits;
import io.ssouser.api.route.Route;
import io.ssouser.application.recovery.ForgottenPassword;
import io.ssouser.application.recovery.ResetLinks;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.recovery.WaysIn;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** From a forgotten password to a new one, by way of the person's mail. */
@RestController
public final class RecoveryController {
    private final ForgottenPassword forgotten;
    private final ResetLinks links;
    private final RequestLimits limits;

    public RecoveryController(ForgottenPassword forgotten, ResetLinks links, RequestLimits limits) {
        this.forgotten = forgotten;
        this.links = links;
        this.limits = limits;
    }

    record ResetLinkRequest(String email) {
        ResetLinkRequest {
            MissingMember.unless(email, "email");
        }

        @Override
        public String toString() {
            return "ResetLinkRequest[hidden]";
        }
    }

    @Route(access = PUBLIC, limit = AUTH)
    @PostMapping("/api/auth/forgot-password")
    Message forgot(@RequestBody ResetLinkRequest body) {
        limits.admitMail(body.email(), "Too many requests. Please try again later.");
        forgotten.mailLink(body.email());
        return new Message("If an account with that email exists, a password reset link has been sent.");
    }

    record Reset(String token, String newPassword) {
        Reset {
            MissingMember.unless(token, "token");
            MissingMember.unless(newPassword, "new_password");
        }

        @Override
        public String toString() {
            return "Reset[hidden]";
        }
    }

    /** The user's ways in beside the new password. */
    record AlsoOpens(List<ProviderName> identities, boolean secondFactor, List<DeviceName> trustedDevices) {}

    record ResetDone(String message, AlsoOpens alsoOpens) {}

    @Route(access = PUBLIC, limit = AUTH, errors = ENVELOPE_400)
    @PostMapping("/api/auth/reset-password")
    ResetDone reset(@RequestBody Reset body) {
        WaysIn left = links.reset(body.token(), new Password(body.newPassword()));
        return new ResetDone(
                "Password has been reset successfully. Please log in with your new password.",
                new AlsoOpens(left.identities(), left.secondFactor(), left.devices()));
    }
}
