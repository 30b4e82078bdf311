package io.ssouser.api.http;

import io.ssouser.api.error.RefusalCounter;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.IdentitySignIn;
import io.ssouser.application.identity.IdentityStepUp;
import io.ssouser.application.identity.Linking;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.application.identity.Trip;
import io.ssouser.application.session.AccessRefused;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Where a browser goes that came back from a provider, and what its application is told there. */
public final class TripEnd {
    private static final Logger LOG = LoggerFactory.getLogger(TripEnd.class);

    /** RFC 6749, 4.1.2.1. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

    private final Linking linking;
    private final IdentitySignIn signIn;
    private final IdentityStepUp stepUp;
    private final TokensInFragment tokens;
    private final RefusalCounter refusals;

    public TripEnd(
            Linking linking,
            IdentitySignIn signIn,
            IdentityStepUp stepUp,
            TokensInFragment tokens,
            RefusalCounter refusals) {
        this.stepUp = stepUp;
        this.linking = linking;
        this.signIn = signIn;
        this.tokens = tokens;
        this.refusals = refusals;
    }

    /** @throws Refused {@link Refusal#IDENTITY_OF_ANOTHER} at a linking, which the contract wants to be an answer of its own */
    ResponseEntity<?> of(
            IdentityProvider provider,
            Trip trip,
            String state,
            Map<String, String> answer,
            HttpServletRequest request) {
        if (answer.containsKey("error")) {
            return redirect(refusedThere(trip, answer)).build();
        }
        try {
            return switch (trip.purpose()) {
                case LINK, LINK_BY_BEARER -> {
                    linking.finish(provider, trip, state, answer);
                    yield redirect(linked(trip)).build();
                }
                case SIGN_IN ->
                    tokens.areTakenBy(trip)
                            ? tokens.signIn(
                                    trip,
                                    browser -> signIn.finishAtOnce(provider, trip, state, answer, browser),
                                    request)
                            : redirect(signedIn(provider, trip, state, answer)).build();
                case STEP_UP ->
                    redirect(steppedUp(provider, trip, state, answer)).build();
                case LINK_CONSENT -> throw new Refused(Refusal.TRIP_UNKNOWN);
            };
        } catch (ProviderFailed | Refused | AccessRefused failure) {
            return redirect(failure(trip, failure)).build();
        }
    }

    /** The page that it leads to is not told where the browser came from, and with what. */
    static ResponseEntity.BodyBuilder redirect(URI target) {
        return ResponseEntity.status(HttpStatus.FOUND).location(target).header("Referrer-Policy", "no-referrer");
    }

    /** Where the browser goes whose trip came to nothing; thrown on is what the contract wants to be an answer of its own. */
    URI failure(Trip trip, RuntimeException failure) {
        if (failure instanceof ProviderFailed failed) {
            LOG.warn("{} proved nothing: {}", trip.provider(), failed.getMessage());
            refusals.count("provider_" + failed.reason().name().toLowerCase(Locale.ROOT));
            return failed(
                    trip,
                    switch (failed.reason()) {
                        case UNREACHABLE -> "temporarily_unavailable";
                        case MISCONFIGURED -> "server_error";
                        case NO_PROOF -> "invalid_provider_answer";
                    });
        }
        if (failure instanceof Refused refused && refused.refusal() != Refusal.IDENTITY_OF_ANOTHER) {
            refusals.count(refused.refusal().name());
            return told(trip, refused.refusal());
        }
        throw failure;
    }

    /** Where the application is told that reason. */
    URI told(Trip trip, Refusal refusal) {
        return failed(trip, refusal.name().toLowerCase(Locale.ROOT));
    }

    /** Where the browser goes whose person or provider said no. */
    URI refusedThere(Trip trip, Map<String, String> answer) {
        String error = answer.getOrDefault("error", "");
        return failed(trip, ERROR.matcher(error).matches() ? error : "server_error");
    }

    /** To an application that finishes by itself, with the bearer of the session that set out. */
    static URI handOver(Trip trip, Map<String, String> answer) {
        Map<String, String> told = told(trip, "continue");
        for (String member : new String[] {"code", "state", "iss", "error"}) {
            if (answer.containsKey(member)) {
                told.put(member, answer.get(member));
            }
        }
        return ReturnUris.with(trip.returnTo(), told);
    }

    URI linked(Trip trip) {
        return ReturnUris.with(trip.returnTo(), told(trip, "success"));
    }

    private URI steppedUp(IdentityProvider provider, Trip trip, String state, Map<String, String> answer) {
        stepUp.finish(provider, trip, state, answer);
        return ReturnUris.with(trip.returnTo(), told(trip, "success"));
    }

    private URI signedIn(IdentityProvider provider, Trip trip, String state, Map<String, String> answer) {
        Map<String, String> told = told(trip, "success");
        told.put("code", signIn.finish(provider, trip, state, answer));
        return ReturnUris.with(trip.returnTo(), told);
    }

    private URI failed(Trip trip, String error) {
        Map<String, String> told = told(trip, "error");
        told.put("error", error);
        return tokens.areTakenBy(trip)
                ? ReturnUris.withFragment(trip.returnTo(), told)
                : ReturnUris.with(trip.returnTo(), told);
    }

    static Map<String, String> told(Trip trip, String status) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("status", status);
        told.put("provider", trip.provider().value());
        told.put(
                "action",
                switch (trip.purpose()) {
                    case LINK, LINK_BY_BEARER, LINK_CONSENT -> "link";
                    case SIGN_IN -> "login";
                    case STEP_UP -> "step_up";
                });
        return told;
    }
}
