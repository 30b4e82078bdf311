package io.ssouser.application.identity;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A browser's way to a provider and back, as this service remembers it meanwhile.
 *
 * @param browser of the secret that the browser was given when it set out
 * @param traveller for whom an identity is to be linked; null when somebody signs in
 * @param returnTo where the browser goes at the end
 * @param codeChallenge the application's own, with which it will redeem what it gets there (PKCE S256); null when it sent none
 */
public record Trip(
        ProviderName provider,
        TokenHash browser,
        @Nullable Traveller traveller,
        URI returnTo,
        @Nullable String codeChallenge) {

    /** An account, and the session in which its owner set out. */
    public record Traveller(UserId userId, SessionId sessionId) {}

    public boolean isLinking() {
        return traveller != null;
    }
}
