package io.ssouser.api.identity;

import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.HandshakeCookie;
import io.ssouser.api.signin.RequestedAudience;
import io.ssouser.application.identity.AuthorizationHandshake;
import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.IdentitySignIn;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.subscription.ServiceCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where browsers set out for a provider to sign in, and where they come back, whether they sign in or link (wire contract, section 8). No
 * address that they are sent to carries a token, but for the fragment where a service is configured so.
 */
@Route(access = PUBLIC, limit = AUTH)
@RestController
public final class ProviderController {
    private static final int LONGEST_STATE = 512;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final ProviderChoice providers;
    private final AuthorizationHandshake authorizations;
    private final IdentitySignIn signIn;
    private final ProviderCallback end;
    private final LinkConsent consent;
    private final HandshakeCookie cookie;
    private final ReturnUris returns;
    private final ServiceCatalogue services;

    public ProviderController(
            ProviderChoice providers,
            AuthorizationHandshake authorizations,
            IdentitySignIn signIn,
            ProviderCallback end,
            LinkConsent consent,
            HandshakeCookie cookie,
            ReturnUris returns,
            ServiceCatalogue services) {
        this.providers = providers;
        this.authorizations = authorizations;
        this.signIn = signIn;
        this.end = end;
        this.consent = consent;
        this.cookie = cookie;
        this.returns = returns;
        this.services = services;
    }

    /** The application's own {@code state} comes back to it unchanged. */
    @GetMapping("/auth/{provider}")
    ResponseEntity<Void> begin(
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String org,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(name = "redirect_uri", required = false) @Nullable String redirectUri,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(name = "code_challenge", required = false) @Nullable String challenge,
            @RequestParam(name = "code_challenge_method", defaultValue = "S256") String method,
            HttpServletRequest request) {
        IdentityProvider chosen = providers.configured(provider);
        Audience audience = RequestedAudience.of(org, service, services);
        URI returnTo = returns.ofSignIn(audience, redirectUri);
        if (challenge != null
                && (!method.equals("S256") || !CHALLENGE.matcher(challenge).matches())) {
            throw new RequestRefused(Problem.badRequest("code_challenge must be of method S256"));
        }
        if (state != null && state.length() > LONGEST_STATE) {
            throw new RequestRefused(Problem.badRequest("state must not exceed 512 characters"));
        }
        AuthorizationRedirect redirect = signIn.begin(
                chosen,
                state == null ? returnTo : ReturnUris.with(returnTo, Map.of("state", state)),
                audience,
                challenge);
        return ProviderCallback.redirect(redirect.target())
                .header(HttpHeaders.SET_COOKIE, cookie.issue(request, redirect))
                .build();
    }

    @GetMapping("/auth/{provider}/callback")
    ResponseEntity<?> comeBack(
            @PathVariable String provider, @RequestParam Map<String, String> answer, HttpServletRequest request) {
        IdentityProvider chosen = providers.configured(provider);
        String state = answer.getOrDefault("state", "");
        AuthorizationRequest seen = authorizations.find(chosen.name(), state);
        boolean isRequesters = cookie.isOf(request, state, seen.browser());
        if (!isRequesters && isHandedOver(seen)) {
            return ProviderCallback.redirect(ProviderCallback.handOver(seen, answer))
                    .build();
        }
        boolean isToBeAsked = !isRequesters && seen.purpose() == Purpose.LINK;
        AuthorizationRequest authorization =
                authorizations.end(chosen.name(), state, known -> isRequesters || isToBeAsked);
        if (isToBeAsked) {
            return consent.ask(chosen, authorization, state, answer, request);
        }
        return cookie.end(request, state, end.of(chosen, authorization, state, answer, request));
    }

    /** Whether the application ends it with the bearer of the session that set out, as the browser that came back is not known. */
    private boolean isHandedOver(AuthorizationRequest seen) {
        return seen.purpose() == Purpose.LINK_BY_BEARER
                || (seen.purpose() == Purpose.STEP_UP && returns.isApplications(seen.returnTo()));
    }
}
