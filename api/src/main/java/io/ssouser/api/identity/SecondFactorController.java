package io.ssouser.api.identity;

import static io.ssouser.api.route.Route.ErrorForm.PAGE;
import static io.ssouser.api.route.Route.RateLimit.MFA_VERIFY;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.Problems;
import io.ssouser.api.page.PageRequests;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.HandshakeCookie;
import io.ssouser.api.security.SameOrigin;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.WaitingSignIns;
import io.ssouser.application.identity.WaitingSignIns.Waiting;
import io.ssouser.application.session.SignIn;
import io.ssouser.application.session.SignInAnswer.Granted;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.mfa.SecondFactorCode;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the button of {@link SecondFactorPage} does: the second step of a sign-in, in the browser that was shown the page alone. So no
 * attacker can sign in somebody else's browser as the attacker's own user.
 */
@RestController
public final class SecondFactorController {
    private final ProviderChoice providers;
    private final WaitingSignIns waiting;
    private final SignIn signIn;
    private final TokensInFragment tokens;
    private final ProviderCallback end;
    private final HandshakeCookie cookie;
    private final SameOrigin sameOrigin;
    private final Problems problems;

    public SecondFactorController(
            ProviderChoice providers,
            WaitingSignIns waiting,
            SignIn signIn,
            TokensInFragment tokens,
            ProviderCallback end,
            HandshakeCookie cookie,
            SameOrigin sameOrigin,
            Problems problems) {
        this.providers = providers;
        this.waiting = waiting;
        this.signIn = signIn;
        this.tokens = tokens;
        this.end = end;
        this.cookie = cookie;
        this.sameOrigin = sameOrigin;
        this.problems = problems;
    }

    @Route(access = PUBLIC, limit = MFA_VERIFY, errors = PAGE)
    @PostMapping("/auth/{provider}/second-factor")
    ResponseEntity<?> verify(
            @PathVariable String provider,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        sameOrigin.require(request);
        Waiting found = waiting.find(providers.configured(provider).name(), state);
        AuthorizationRequest authorization = found.authorization();
        try {
            if (!cookie.isOf(request, state, authorization.browser())) {
                throw new Refused(Refusal.TRIP_UNKNOWN);
            }
            Granted granted = signIn.withSecondFactor(found.preauthToken(), SecondFactorCode.of(code));
            return cookie.end(request, state, tokens.redirect(authorization, granted, request));
        } catch (Refused | AccessRefused failure) {
            if (!PageRequests.wantsPage(request)) {
                throw failure;
            }
            return page(authorization, state, failure, problems.of(failure, request));
        }
    }

    private ResponseEntity<?> page(
            AuthorizationRequest authorization, String state, RuntimeException failure, Problem why) {
        if (!(failure instanceof Refused refused)) {
            return SecondFactorPage.beginAgain(end.told(authorization, Refusal.SIGN_IN_NOT_PENDING), why.status());
        }
        return refused.refusal() == Refusal.WRONG_SECOND_FACTOR
                ? SecondFactorPage.askAgain(authorization, state, why.status())
                : SecondFactorPage.beginAgain(end.told(authorization, refused.refusal()), why.status());
    }
}
