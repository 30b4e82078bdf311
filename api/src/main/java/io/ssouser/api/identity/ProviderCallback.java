package io.ssouser.api.identity;

import io.ssouser.api.error.RefusalCounter;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.IdentitySignIn;
import io.ssouser.application.identity.IdentityStepUp;
import io.ssouser.application.identity.Linking;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.application.session.token.AccessRefused;
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
public final class ProviderCallback {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderCallback.class);

    /** RFC 6749, 4.1.2.1. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

    private final Linking linking;
    private final IdentitySignIn signIn;
    private final IdentityStepUp stepUp;
    private final TokensInFragment tokens;
    private final RefusalCounter refusals;

    public ProviderCallback(
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
            AuthorizationRequest authorization,
            String state,
            Map<String, String> answer,
            HttpServletRequest request) {
        if (answer.containsKey("error")) {
            return redirect(refusedThere(authorization, answer)).build();
        }
        try {
            return switch (authorization.purpose()) {
                case LINK, LINK_BY_BEARER -> {
                    linking.finish(provider, authorization, state, answer);
                    yield redirect(linked(authorization)).build();
                }
                case SIGN_IN ->
                    tokens.areTakenBy(authorization)
                            ? tokens.signIn(
                                    authorization,
                                    browser -> signIn.finishAtOnce(provider, authorization, state, answer, browser),
                                    request)
                            : redirect(signedIn(provider, authorization, state, answer))
                                    .build();
                case STEP_UP ->
                    redirect(steppedUp(provider, authorization, state, answer)).build();
                case LINK_CONSENT -> throw new Refused(Refusal.TRIP_UNKNOWN);
            };
        } catch (ProviderFailed | Refused | AccessRefused failure) {
            return redirect(failure(authorization, failure)).build();
        }
    }

    /** The page that it leads to is not told where the browser came from, and with what. */
    static ResponseEntity.BodyBuilder redirect(URI target) {
        return ResponseEntity.status(HttpStatus.FOUND).location(target).header("Referrer-Policy", "no-referrer");
    }

    /** Where the browser goes whose authorization request came to nothing; thrown on is what the contract wants to be an answer of its own. */
    URI failure(AuthorizationRequest authorization, RuntimeException failure) {
        if (failure instanceof ProviderFailed failed) {
            LOG.warn("{} proved nothing: {}", authorization.provider(), failed.getMessage());
            refusals.count("provider_" + failed.reason().name().toLowerCase(Locale.ROOT));
            return failed(
                    authorization,
                    switch (failed.reason()) {
                        case UNREACHABLE -> "temporarily_unavailable";
                        case MISCONFIGURED -> "server_error";
                        case NO_PROOF -> "invalid_provider_answer";
                    });
        }
        if (failure instanceof Refused refused && refused.refusal() != Refusal.IDENTITY_OF_ANOTHER) {
            refusals.count(refused.refusal().name());
            return told(authorization, refused.refusal());
        }
        throw failure;
    }

    /** Where the application is told that reason. */
    URI told(AuthorizationRequest authorization, Refusal refusal) {
        return failed(authorization, refusal.name().toLowerCase(Locale.ROOT));
    }

    /** Where the browser goes whose person or provider said no. */
    URI refusedThere(AuthorizationRequest authorization, Map<String, String> answer) {
        String error = answer.getOrDefault("error", "");
        return failed(authorization, ERROR.matcher(error).matches() ? error : "server_error");
    }

    /** To an application that finishes by itself, with the bearer of the session that set out. */
    static URI handOver(AuthorizationRequest authorization, Map<String, String> answer) {
        Map<String, String> told = told(authorization, "continue");
        for (String member : new String[] {"code", "state", "iss", "error"}) {
            if (answer.containsKey(member)) {
                told.put(member, answer.get(member));
            }
        }
        return ReturnUris.with(authorization.returnTo(), told);
    }

    URI linked(AuthorizationRequest authorization) {
        return ReturnUris.with(authorization.returnTo(), told(authorization, "success"));
    }

    private URI steppedUp(
            IdentityProvider provider, AuthorizationRequest authorization, String state, Map<String, String> answer) {
        stepUp.finish(provider, authorization, state, answer);
        return ReturnUris.with(authorization.returnTo(), told(authorization, "success"));
    }

    private URI signedIn(
            IdentityProvider provider, AuthorizationRequest authorization, String state, Map<String, String> answer) {
        Map<String, String> told = told(authorization, "success");
        told.put("code", signIn.finish(provider, authorization, state, answer));
        return ReturnUris.with(authorization.returnTo(), told);
    }

    private URI failed(AuthorizationRequest authorization, String error) {
        Map<String, String> told = told(authorization, "error");
        told.put("error", error);
        return tokens.areTakenBy(authorization)
                ? ReturnUris.withFragment(authorization.returnTo(), told)
                : ReturnUris.with(authorization.returnTo(), told);
    }

    static Map<String, String> told(AuthorizationRequest authorization, String status) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("status", status);
        told.put("provider", authorization.provider().value());
        told.put(
                "action",
                switch (authorization.purpose()) {
                    case LINK, LINK_BY_BEARER, LINK_CONSENT -> "link";
                    case SIGN_IN -> "login";
                    case STEP_UP -> "step_up";
                });
        return told;
    }
}
