package io.ssouser.api.http;

import io.ssouser.api.error.MissingMember;
import io.ssouser.api.limits.RequestLimits;
import io.ssouser.application.registration.Registration;
import io.ssouser.application.registration.Resend;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.domain.password.Password;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** From an address to an account that waits for its confirmation. Every answer is the same whether or not the address has an account. */
@RestController
public final class RegistrationController {
    private final Registration registration;
    private final Resend resend;
    private final RequestLimits limits;
    private final ServiceCatalogue services;

    public RegistrationController(
            Registration registration, Resend resend, RequestLimits limits, ServiceCatalogue services) {
        this.registration = registration;
        this.resend = resend;
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
    }

    /** What cannot be registered at all is refused before it counts against the address. */
    @PostMapping("/api/auth/register")
    Message register(@RequestBody Registering body) {
        Scope.of(body.orgSlug(), body.serviceSlug(), services);
        registration.register(
                body.email(),
                new Password(body.password()),
                address ->
                        limits.admitMail(address.value(), "Too many registration attempts. Please try again later."));
        return new Message("If registration can be completed, a verification email has been sent.");
    }

    record Resending(String email) {
        Resending {
            MissingMember.unless(email, "email");
        }
    }

    @PostMapping("/api/auth/resend-verification")
    Message resend(@RequestBody Resending body) {
        limits.admitMail(body.email(), "Too many requests. Please try again later.");
        resend.resend(body.email());
        return new Message(
                "If an account with that email exists and is not verified, a verification link has been sent.");
    }
}
