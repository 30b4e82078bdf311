package io.ssouser.api.signin;

import static io.ssouser.api.route.Route.ErrorForm.ENVELOPE_400;
import static io.ssouser.api.route.Route.PositionHeader.SENT_ON_SUCCESS;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RateLimit.MFA_VERIFY;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.error.MissingMember;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.DeviceCookie;
import io.ssouser.application.identity.IdentitySignIn;
import io.ssouser.application.session.SignIn;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.password.Password;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** From a password, and a second factor where the user has one, to a session. The browser gets the device's cookie. */
@RestController
public final class SignInController {
    private final SignIn signIn;
    private final IdentitySignIn identitySignIn;
    private final DeviceCookie devices;
    private final ServiceCatalogue services;

    public SignInController(
            SignIn signIn, IdentitySignIn identitySignIn, DeviceCookie devices, ServiceCatalogue services) {
        this.signIn = signIn;
        this.identitySignIn = identitySignIn;
        this.devices = devices;
        this.services = services;
    }

    record Credentials(
            String email,
            String password,
            @Nullable String orgSlug,
            @Nullable String serviceSlug,
            @Nullable String redirectUri) {
        Credentials {
            MissingMember.unless(email, "email");
            MissingMember.unless(password, "password");
        }

        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    @Route(access = PUBLIC, limit = AUTH, errors = ENVELOPE_400, position = SENT_ON_SUCCESS)
    @PostMapping("/api/auth/login")
    ResponseEntity<TokenPair> signIn(@RequestBody Credentials body, HttpServletRequest request) {
        Audience audience = RequestedAudience.of(body.orgSlug(), body.serviceSlug(), services);
        if (body.redirectUri() != null && audience.service() == null) {
            throw new RequestRefused(Problem.badRequest("redirect_uri requires org_slug and service_slug"));
        }
        SignInAnswer answer =
                signIn.withPassword(body.email(), new Password(body.password()), audience, devices.browser(request));
        return answer(answer, request);
    }

    record CodeExchange(String code, @Nullable String codeVerifier) {
        CodeExchange {
            MissingMember.unless(code, "code");
        }

        @Override
        public String toString() {
            return "CodeExchange[hidden]";
        }
    }

    /** What a browser brought back from a provider, for the answer of a login. */
    @Route(access = PUBLIC, limit = AUTH)
    @PostMapping("/api/auth/exchange")
    ResponseEntity<TokenPair> exchange(@RequestBody CodeExchange body, HttpServletRequest request) {
        return answer(identitySignIn.redeem(body.code(), body.codeVerifier(), devices.browser(request)), request);
    }

    private ResponseEntity<TokenPair> answer(SignInAnswer answer, HttpServletRequest request) {
        if (answer instanceof SignInAnswer.Awaiting awaiting) {
            return ResponseEntity.ok(new TokenPair(awaiting.preauthToken(), "", awaiting.expiresIn()));
        }
        return granted((SignInAnswer.Granted) answer, request);
    }

    record SecondFactorVerification(String preauthToken, String code) {
        SecondFactorVerification {
            MissingMember.unless(preauthToken, "preauth_token");
            MissingMember.unless(code, "code");
        }

        @Override
        public String toString() {
            return "SecondFactorVerification[hidden]";
        }
    }

    @Route(access = PUBLIC, limit = MFA_VERIFY)
    @PostMapping("/api/auth/mfa/verify")
    ResponseEntity<TokenPair> verify(@RequestBody SecondFactorVerification body, HttpServletRequest request) {
        return granted(signIn.withSecondFactor(body.preauthToken(), SecondFactorCode.of(body.code())), request);
    }

    private ResponseEntity<TokenPair> granted(SignInAnswer.Granted granted, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        devices.issue(request, granted.userId(), granted.deviceId())
                                .toString())
                .body(granted.tokens());
    }
}
