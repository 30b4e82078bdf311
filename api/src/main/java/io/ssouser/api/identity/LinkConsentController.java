package io.ssouser.api.identity;

import static io.ssouser.api.route.Route.ErrorForm.PAGE;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.route.Route;
import io.ssouser.api.security.HandshakeCookie;
import io.ssouser.api.security.SameOrigin;
import io.ssouser.application.identity.AuthorizationHandshake;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.Linking;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.domain.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the buttons of {@link LinkConsent} do. They work once, in the browser that was shown them, while the session that began lives. */
@RestController
public final class LinkConsentController {
    private final ProviderChoice providers;
    private final AuthorizationHandshake authorizations;
    private final Linking linking;
    private final ProviderCallback end;
    private final HandshakeCookie cookie;
    private final SameOrigin sameOrigin;

    public LinkConsentController(
            ProviderChoice providers,
            AuthorizationHandshake authorizations,
            Linking linking,
            ProviderCallback end,
            HandshakeCookie cookie,
            SameOrigin sameOrigin) {
        this.providers = providers;
        this.authorizations = authorizations;
        this.linking = linking;
        this.end = end;
        this.cookie = cookie;
        this.sameOrigin = sameOrigin;
    }

    @Route(access = PUBLIC, limit = AUTH, errors = PAGE)
    @PostMapping("/auth/{provider}/consent")
    ResponseEntity<?> answer(
            @PathVariable String provider,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String identity,
            @RequestParam(defaultValue = "") String answer,
            HttpServletRequest request) {
        sameOrigin.require(request);
        IdentityProvider chosen = providers.configured(provider);
        AuthorizationRequest authorization = authorizations.endConsent(
                chosen.name(), state, waiting -> cookie.isOf(request, state, waiting.browser()));
        return ProviderCallback.redirect(
                        answer.equals("link") ? linked(authorization, state, identity) : cancelled(authorization))
                .header(HttpHeaders.SET_COOKIE, cookie.end(request, state))
                .build();
    }

    private URI linked(AuthorizationRequest authorization, String state, String identity) {
        try {
            linking.consent(authorization, state, identity);
            return end.linked(authorization);
        } catch (ProviderFailed | Refused failure) {
            return end.failure(authorization, failure);
        }
    }

    private URI cancelled(AuthorizationRequest authorization) {
        return end.refusedThere(authorization, Map.of("error", "access_denied"));
    }
}
