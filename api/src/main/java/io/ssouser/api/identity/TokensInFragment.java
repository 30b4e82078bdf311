package io.ssouser.api.identity;

import io.ssouser.api.security.DeviceCookie;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.application.session.SigningBrowser;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.application.subscription.ServiceCatalogue.Offer;
import io.ssouser.domain.subscription.ServiceName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * How the published client's callback component gets its tokens, where a service is configured so: in the fragment of its own address, which no
 * server sees and no referrer carries. Never in the query, and to nobody who sends a code challenge: they get a code.
 */
public final class TokensInFragment {
    private final ServiceCatalogue services;
    private final DeviceCookie devices;
    private final SecondFactorPage secondFactor;

    public TokensInFragment(ServiceCatalogue services, DeviceCookie devices, SecondFactorPage secondFactor) {
        this.services = services;
        this.devices = devices;
        this.secondFactor = secondFactor;
    }

    boolean areTakenBy(AuthorizationRequest authorization) {
        String service = authorization.audience().service();
        return authorization.purpose() == Purpose.SIGN_IN
                && service != null
                && authorization.codeChallenge() == null
                && services.find(new ServiceName(service))
                        .filter(Offer::tokensInFragment)
                        .isPresent();
    }

    /**
     * Signs in, and sends the browser back with the tokens or asks for the second factor. The component takes any token for a session, so a
     * token that only waits for the second factor is not given to it.
     */
    ResponseEntity<?> signIn(
            AuthorizationRequest authorization,
            Function<SigningBrowser, SignInAnswer> signIn,
            HttpServletRequest request) {
        SignInAnswer answer = signIn.apply(devices.browser(request));
        return answer instanceof SignInAnswer.Awaiting awaiting
                ? secondFactor.ask(authorization, awaiting, request)
                : redirect(authorization, (SignInAnswer.Granted) answer, request);
    }

    /** Sends the browser back with the tokens. */
    ResponseEntity<Void> redirect(
            AuthorizationRequest authorization, SignInAnswer.Granted granted, HttpServletRequest request) {
        TokenPair tokens = granted.tokens();
        Map<String, String> told = ProviderCallback.told(authorization, "success");
        told.put("access_token", tokens.accessToken());
        told.put("refresh_token", tokens.refreshToken());
        told.put("token_type", "Bearer");
        told.put("expires_in", Long.toString(tokens.expiresIn()));
        return ProviderCallback.redirect(ReturnUris.withFragment(authorization.returnTo(), told))
                .header(
                        HttpHeaders.SET_COOKIE,
                        devices.issue(request, granted.userId(), granted.deviceId())
                                .toString())
                .build();
    }
}
