package io.ssouser.api.account;

import static io.ssouser.api.route.Route.ErrorForm.ENVELOPE_400;
import static io.ssouser.api.route.Route.PositionHeader.WITHHELD;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.conventions.Message;
import io.ssouser.api.error.MissingMember;
import io.ssouser.api.limits.RequestLimits;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.RegistrationCookie;
import io.ssouser.api.signin.RequestedAudience;
import io.ssouser.application.registration.Registration;
import io.ssouser.application.registration.Resend;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.domain.password.Password;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** From an address to a user who waits for its confirmation. Every answer is the same whether or not a user has the address. */
@RestController
public final class RegistrationController {
    private final Registration registration;
    private final Resend resend;
    private final RegistrationCookie browser;
    private final RequestLimits limits;
    private final ServiceCatalogue services;

    public RegistrationController(
            Registration registration,
            Resend resend,
            RegistrationCookie browser,
            RequestLimits limits,
            ServiceCatalogue services) {
        this.registration = registration;
        this.resend = resend;
        this.browser = browser;
        this.limits = limits;
        this.services = services;
    }

    record Registering(
            String email,
            String password,
            @Nullable String orgSlug,
            @Nullable String serviceSlug) {
        Registering {
            MissingMember.unless(email, "email");
            MissingMember.unless(password, "password");
        }

        @Override
        public String toString() {
            return "Registering[hidden]";
        }
    }

    /** What cannot be registered at all is refused before it counts against the address. */
    @Route(access = PUBLIC, limit = AUTH, errors = ENVELOPE_400, position = WITHHELD)
    @PostMapping("/api/auth/register")
    ResponseEntity<Message> register(@RequestBody Registering body, HttpServletRequest request) {
        RequestedAudience.of(body.orgSlug(), body.serviceSlug(), services);
        String secret = browser.newSecret();
        registration.register(
                body.email(),
                new Password(body.password()),
                RegistrationCookie.hash(secret),
                address ->
                        limits.admitMail(address.value(), "Too many registration attempts. Please try again later."));
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, browser.issue(request, secret).toString())
                .body(new Message("If registration can be completed, a verification email has been sent."));
    }

    record Resending(String email) {
        Resending {
            MissingMember.unless(email, "email");
        }

        @Override
        public String toString() {
            return "Resending[hidden]";
        }
    }

    @Route(access = PUBLIC, limit = AUTH, position = WITHHELD)
    @PostMapping("/api/auth/resend-verification")
    Message resend(@RequestBody Resending body) {
        limits.admitMail(body.email(), "Too many requests. Please try again later.");
        resend.resend(body.email());
        return new Message(
                "If an account with that email exists and is not verified, a verification link has been sent.");
    }
}
