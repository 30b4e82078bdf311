package io.ssouser.application.identity;

import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.application.vault.keys.EncryptedTexts;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.ProviderName;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins by an identity that wait on a page of ours for their second factor. The whole sign-in stands in the state of its page,
 * encrypted. So this service keeps nothing of it, and the page brings back no other. The user aggregate decides how long and how often the
 * sign-in can be finished.
 */
public final class WaitingSignIns {
    private static final int PARTS = 6;

    private final EncryptedTexts encryption;
    private final Supplier<String> tokens;

    /** @param tokens at least 128 random bits each */
    public WaitingSignIns(ServiceSecrets secrets, SecureRandom random, Supplier<String> tokens) {
        this.encryption = new EncryptedTexts(secrets, "waiting-sign-ins", random);
        this.tokens = tokens;
    }

    /**
     * A sign-in that waits.
     *
     * @param authorization to the provider; its browser is the one that was shown the page
     * @param preauthToken to be shown with the code
     */
    public record Waiting(AuthorizationRequest authorization, String preauthToken) {
        @Override
        public String toString() {
            return "Waiting[hidden]";
        }
    }

    /** Lets a sign-in wait: the state goes into the page, the secret into a cookie of the browser that sees it. */
    public AuthorizationRedirect await(AuthorizationRequest ended, SignInAnswer.Awaiting answer) {
        String browser = tokens.get();
        Audience audience = ended.audience();
        String state = encryption.token(
                TokenHash.of(browser).hex(),
                ended.provider().value(),
                orEmpty(audience.org()),
                orEmpty(audience.service()),
                ended.returnTo().toString(),
                answer.preauthToken());
        return new AuthorizationRedirect(ended.returnTo(), state, browser);
    }

    /** @throws Refused {@link Refusal#TRIP_UNKNOWN} when this service did not make that state, or for another provider */
    public Waiting find(ProviderName provider, String state) {
        return encryption
                .read(state)
                .filter(parts -> parts.size() == PARTS && parts.get(1).equals(provider.value()))
                .map(parts -> waiting(provider, parts))
                .orElseThrow(() -> new Refused(Refusal.TRIP_UNKNOWN));
    }

    private static Waiting waiting(ProviderName provider, List<String> parts) {
        Audience audience = new Audience(orNull(parts.get(2)), orNull(parts.get(3)));
        URI returnTo = URI.create(parts.get(4));
        return new Waiting(
                new AuthorizationRequest(
                        Purpose.SIGN_IN, provider, new TokenHash(parts.get(0)), null, returnTo, audience, null),
                parts.get(5));
    }

    private static String orEmpty(@Nullable String slug) {
        return slug == null ? "" : slug;
    }

    private static @Nullable String orNull(String slug) {
        return slug.isEmpty() ? null : slug;
    }
}
