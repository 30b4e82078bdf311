package io.ssouser.api.http;

import io.ssouser.api.security.SameOrigin;
import io.ssouser.api.security.TripCookie;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.Linking;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.application.identity.RoundTrips;
import io.ssouser.application.identity.Trip;
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
    private final RoundTrips trips;
    private final Linking linking;
    private final TripEnd end;
    private final TripCookie cookie;
    private final SameOrigin sameOrigin;

    public LinkConsentController(
            ProviderChoice providers,
            RoundTrips trips,
            Linking linking,
            TripEnd end,
            TripCookie cookie,
            SameOrigin sameOrigin) {
        this.providers = providers;
        this.trips = trips;
        this.linking = linking;
        this.end = end;
        this.cookie = cookie;
        this.sameOrigin = sameOrigin;
    }

    @PostMapping("/auth/{provider}/consent")
    ResponseEntity<?> answer(
            @PathVariable String provider,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String identity,
            @RequestParam(defaultValue = "") String answer,
            HttpServletRequest request) {
        sameOrigin.require(request);
        IdentityProvider chosen = providers.configured(provider);
        Trip trip = trips.endConsent(chosen.name(), state, waiting -> cookie.isOf(request, state, waiting.browser()));
        return TripEnd.redirect(answer.equals("link") ? linked(trip, state, identity) : cancelled(trip))
                .header(HttpHeaders.SET_COOKIE, cookie.end(request, state))
                .build();
    }

    private URI linked(Trip trip, String state, String identity) {
        try {
            linking.consent(trip, state, identity);
            return end.linked(trip);
        } catch (ProviderFailed | Refused failure) {
            return end.failure(trip, failure);
        }
    }

    private URI cancelled(Trip trip) {
        return end.refusedThere(trip, Map.of("error", "access_denied"));
    }
}
