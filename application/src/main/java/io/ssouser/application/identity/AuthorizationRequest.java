package io.ssouser.application.identity;

import io.ssouser.application.session.token.Audience;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.SessionId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A browser's way to a provider and back (the authorization request of RFC 6749), as this service remembers it meanwhile.
 *
 * @param purpose what it was begun for, and all that it may end in
 * @param browser of the secret that the browser was given for this authorization request alone
 * @param requester the bearer who began it; null when somebody signs in
 * @param returnTo where the browser goes at the end
 * @param audience for whom the tokens of a sign-in will be; the platform for every other purpose
 * @param codeChallenge the application's own, with which it will redeem what it gets there (PKCE S256); null when it sent none
 */
public record AuthorizationRequest(
        Purpose purpose,
        ProviderName provider,
        TokenHash browser,
        @Nullable Requester requester,
        URI returnTo,
        Audience audience,
        @Nullable String codeChallenge) {

    /** Kept by name. */
    public enum Purpose {
        /** A code for a session comes out of it. */
        SIGN_IN,
        /** The identity becomes one of the requester's: at once in the browser that began, in any other one by a button. */
        LINK,
        /** As {@link #LINK}, but another browser hands it over to the application, which ends it with the bearer that began. */
        LINK_BY_BEARER,
        /** A {@link #LINK} that has come back from the provider and waits for the button. */
        LINK_CONSENT,
        /** The requester's session has proved again who uses it. */
        STEP_UP
    }

    /** The same authorization request, going on as something else. */
    AuthorizationRequest goingOn(Purpose next, TokenHash nextBrowser, URI end) {
        return new AuthorizationRequest(next, provider, nextBrowser, requester, end, audience, codeChallenge);
    }

    /** A user, and the session in which the user began the request. */
    public record Requester(UserId userId, SessionId sessionId) {
        public static Requester of(AuthenticatedSession session) {
            return new Requester(session.userId(), session.sessionId());
        }
    }
}
