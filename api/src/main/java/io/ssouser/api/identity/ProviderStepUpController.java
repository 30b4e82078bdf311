package io.ssouser.api.identity;

import static io.ssouser.api.route.Route.RateLimit.AUTH;

import io.ssouser.api.conventions.Message;
import io.ssouser.api.identity.IdentityController.BroughtBack;
import io.ssouser.api.identity.IdentityController.Link;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.HandshakeCookie;
import io.ssouser.application.identity.AuthorizationHandshake;
import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.IdentityStepUp;
import io.ssouser.application.session.token.AuthenticatedSession;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A session proves again who uses it, by an account at a provider. A user without a password has no other way. */
@Route(limit = AUTH)
@RestController
@RequestMapping("/api/auth/step-up/{provider}")
public final class ProviderStepUpController {
    private final ProviderChoice providers;
    private final AuthorizationHandshake authorizations;
    private final IdentityStepUp stepUp;
    private final HandshakeCookie cookie;
    private final ReturnUris returns;

    public ProviderStepUpController(
            ProviderChoice providers,
            AuthorizationHandshake authorizations,
            IdentityStepUp stepUp,
            HandshakeCookie cookie,
            ReturnUris returns) {
        this.providers = providers;
        this.authorizations = authorizations;
        this.stepUp = stepUp;
        this.cookie = cookie;
        this.returns = returns;
    }

    @PostMapping
    ResponseEntity<Link> begin(
            @PathVariable String provider,
            @RequestParam(name = "redirect_uri", required = false) @Nullable String redirectUri,
            AuthenticatedSession access,
            HttpServletRequest request) {
        IdentityProvider chosen = providers.configured(provider);
        URI returnTo = returns.ofLinking(access.audience(), redirectUri, request.getHeader(HttpHeaders.ORIGIN));
        AuthorizationRedirect redirect = stepUp.begin(chosen, Requester.of(access), returnTo);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.issue(request, redirect))
                .body(new Link(redirect.target()));
    }

    /** For an application of another origin, whose browser kept no cookie of ours: its bearer proves that it is the session that began. */
    @PostMapping("/complete")
    Message complete(@PathVariable String provider, @RequestBody BroughtBack body, AuthenticatedSession access) {
        IdentityProvider chosen = providers.configured(provider);
        AuthorizationRequest authorization = authorizations.end(
                chosen.name(),
                body.state(),
                known -> known.purpose() == Purpose.STEP_UP
                        && Requester.of(access).equals(known.requester()));
        stepUp.finish(chosen, authorization, body.state(), body.answer());
        return new Message("Identity confirmed");
    }
}
