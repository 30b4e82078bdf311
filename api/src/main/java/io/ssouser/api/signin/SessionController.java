package io.ssouser.api.signin;

import static io.ssouser.api.route.Route.ErrorForm.ENVELOPE_400;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RateLimit.REFRESH;
import static io.ssouser.api.route.Route.RouteAccess.ANY_BEARER;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.conventions.Message;
import io.ssouser.api.error.MissingMember;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.limits.ClientAddress;
import io.ssouser.api.limits.RequestLimits;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.BearerAuthentication;
import io.ssouser.application.command.Commands;
import io.ssouser.application.session.RefreshTokens;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.application.session.token.SigningKeys;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.EndSession;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of a session after sign-in: its tokens are renewed, verified by others, and at last void. */
@RestController
public final class SessionController {
    private static final int LONGEST_REFRESH_TOKEN = 1_000;

    private final RefreshTokens refreshTokens;
    private final BearerAuthentication bearerAuthentication;
    private final Commands commands;
    private final RequestLimits limits;
    private final ClientAddress addresses;
    private final SigningKeys signingKeys;

    public SessionController(
            RefreshTokens refreshTokens,
            BearerAuthentication bearerAuthentication,
            Commands commands,
            RequestLimits limits,
            ClientAddress addresses,
            SigningKeys signingKeys) {
        this.refreshTokens = refreshTokens;
        this.bearerAuthentication = bearerAuthentication;
        this.commands = commands;
        this.limits = limits;
        this.addresses = addresses;
        this.signingKeys = signingKeys;
    }

    record Refreshing(String refreshToken) {
        Refreshing {
            MissingMember.unless(refreshToken, "refresh_token");
        }

        @Override
        public String toString() {
            return "Refreshing[hidden]";
        }
    }

    @Route(access = PUBLIC, limit = REFRESH, errors = ENVELOPE_400)
    @PostMapping("/api/auth/refresh")
    TokenPair refresh(@RequestBody Refreshing body, HttpServletRequest request) {
        String token = body.refreshToken();
        if (token.isEmpty()) {
            throw new RequestRefused(Problem.badRequest("Refresh token cannot be empty"));
        }
        if (token.length() > LONGEST_REFRESH_TOKEN) {
            throw new RequestRefused(Problem.badRequest("Refresh token too long"));
        }
        String address = addresses.limited(request);
        limits.admitRefreshToken(address, token);
        TokenPair renewed = refreshTokens.refresh(token);
        limits.forgiveRefreshToken(address, token);
        return renewed;
    }

    /** Succeeds with a token that is refused elsewhere: there is nothing left to end. */
    @Route(access = ANY_BEARER, limit = AUTH)
    @PostMapping("/api/auth/logout")
    Message signOut(HttpServletRequest request) {
        try {
            AuthenticatedSession access = bearerAuthentication.identify(request);
            commands.send(new EndSession(access.userId(), access.sessionId(), EndReason.SIGNED_OUT));
        } catch (AccessRefused alreadyOut) {
            return signedOut();
        }
        return signedOut();
    }

    private static Message signedOut() {
        return new Message("Logged out successfully");
    }

    @Route(access = PUBLIC)
    @GetMapping("/.well-known/jwks.json")
    Map<String, Object> publicKeys() {
        return signingKeys.jwks();
    }
}
