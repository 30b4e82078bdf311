package io.ssouser.api.http;

import io.ssouser.api.error.RefusalCounter;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.IdentitySignIn;
import io.ssouser.application.identity.Linking;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.application.identity.Trip;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a browser goes that came back from a provider, and what its application is told there. */
public final class TripEnd {
    private static final Logger LOG = LoggerFactory.getLogger(TripEnd.class);

    /** RFC 6749, 4.1.2.1. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

    private final Linking linking;
    private final IdentitySignIn signIn;
    private final RefusalCounter refusals;

    public TripEnd(Linking linking, IdentitySignIn signIn, RefusalCounter refusals) {
        this.linking = linking;
        this.signIn = signIn;
        this.refusals = refusals;
    }

    /** @throws Refused {@link Refusal#IDENTITY_OF_ANOTHER} at a linking, which the contract wants to be an answer of its own */
    URI of(IdentityProvider provider, Trip trip, String state, Map<String, String> answer) {
        if (answer.containsKey("error")) {
            String error = answer.get("error");
            return failed(trip, ERROR.matcher(error).matches() ? error : "server_error");
        }
        try {
            return switch (trip.purpose()) {
                case LINK -> linked(provider, trip, state, answer);
                case SIGN_IN -> signedIn(provider, trip, state, answer);
            };
        } catch (ProviderFailed failure) {
            LOG.warn("{} proved nothing: {}", trip.provider(), failure.getMessage());
            refusals.count("provider_" + failure.reason().name().toLowerCase(Locale.ROOT));
            return failed(
                    trip,
                    switch (failure.reason()) {
                        case UNREACHABLE -> "temporarily_unavailable";
                        case MISCONFIGURED -> "server_error";
                        case NO_PROOF -> "invalid_provider_answer";
                    });
        } catch (Refused refused) {
            if (refused.refusal() == Refusal.IDENTITY_OF_ANOTHER) {
                throw refused;
            }
            refusals.count(refused.refusal().name());
            return failed(trip, refused.refusal().name().toLowerCase(Locale.ROOT));
        }
    }

    /** To an application whose calls carry no cookie: it finishes by itself, with the bearer of the session that set out. */
    static URI handOver(Trip trip, Map<String, String> answer) {
        Map<String, String> told = told(trip, "continue");
        for (String member : new String[] {"code", "state", "iss", "error"}) {
            if (answer.containsKey(member)) {
                told.put(member, answer.get(member));
            }
        }
        return ReturnUris.with(trip.returnTo(), told);
    }

    private URI linked(IdentityProvider provider, Trip trip, String state, Map<String, String> answer) {
        linking.finish(provider, trip, state, answer);
        return ReturnUris.with(trip.returnTo(), told(trip, "success"));
    }

    private URI signedIn(IdentityProvider provider, Trip trip, String state, Map<String, String> answer) {
        Map<String, String> told = told(trip, "success");
        told.put("code", signIn.finish(provider, trip, state, answer));
        return ReturnUris.with(trip.returnTo(), told);
    }

    private static URI failed(Trip trip, String error) {
        Map<String, String> told = told(trip, "error");
        told.put("error", error);
        return ReturnUris.with(trip.returnTo(), told);
    }

    private static Map<String, String> told(Trip trip, String status) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("status", status);
        told.put("provider", trip.provider().value());
        told.put(
                "action",
                switch (trip.purpose()) {
                    case LINK -> "link";
                    case SIGN_IN -> "login";
                });
        return told;
    }
}
