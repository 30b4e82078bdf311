package io.ssouser.api.identity;

import io.ssouser.api.page.Page;
import io.ssouser.api.security.HandshakeCookie;
import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.WaitingSignIns;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.domain.password.LockoutPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/** The page that asks for the second factor, where the application has no form of its own for it. */
public final class SecondFactorPage {
    private static final Page FORM = Page.titled("Enter your code")
            .says(
                    "Your account asks for a code: the one that your authenticator app shows, or one of your backup codes.");

    /** Says the same whether the code was wrong or a lock refuses every code, as the sign-in with a password does. */
    private static final Page AGAIN = FORM.warns("This code is wrong, or was used before. Please enter another one.")
            .says("After ten wrong codes none is accepted for at least " + LockoutPolicy.SHORTEST.toMinutes()
                    + " minutes, not even a right one.");

    private final WaitingSignIns waiting;
    private final HandshakeCookie cookie;

    public SecondFactorPage(WaitingSignIns waiting, HandshakeCookie cookie) {
        this.waiting = waiting;
        this.cookie = cookie;
    }

    /** The page for a sign-in that has just come back from its provider. */
    ResponseEntity<String> ask(
            AuthorizationRequest authorization, SignInAnswer.Awaiting answer, HttpServletRequest request) {
        AuthorizationRedirect page = waiting.await(authorization, answer);
        return withForm(FORM, page.state()).answerLeadingTo(authorization.returnTo(), cookie.issue(request, page));
    }

    /** The same page after a wrong code. */
    static ResponseEntity<String> askAgain(AuthorizationRequest authorization, String state, int status) {
        return withForm(AGAIN, state).status(status).answerLeadingTo(authorization.returnTo());
    }

    /**
     * The page for a sign-in that no code can finish any more.
     *
     * @param application where it is told so
     */
    static ResponseEntity<String> beginAgain(URI application, int status) {
        return Page.titled("Please sign in again")
                .says("This sign-in took too long, was finished before, or began in another browser.")
                .link(application, "Back to the application")
                .status(status)
                .answer();
    }

    private static Page withForm(Page page, String state) {
        return page.code("second-factor", Map.of("state", state), "Sign in");
    }
}
