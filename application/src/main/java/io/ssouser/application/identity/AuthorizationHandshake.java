package io.ssouser.application.identity;

import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.IdentityProvider.Handshake;
import io.ssouser.application.state.TokenHash;
import io.ssouser.application.vault.keys.KeyedHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.ProviderName;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends browsers to providers and receives them. The state is random; nonce and verifier are derived from it with a secret of the
 * service, so that neither is stored anywhere. No lock and no transaction is held while a provider is asked.
 */
public final class AuthorizationHandshake {
    /** The client's contract: ten minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Of an authorization request that an older version of this service began. */
    private static final int NO_EPOCH = -1;

    private final AuthorizationRequests authorizations;
    private final KeyedHash secrets;
    private final Supplier<String> tokens;
    private final String callbackBase;
    private final Clock clock;

    /**
     * @param tokens at least 128 random bits each
     * @param callbackBase what stands before {@code /auth/<provider>/callback}
     */
    public AuthorizationHandshake(
            AuthorizationRequests authorizations,
            KeyedHash secrets,
            Supplier<String> tokens,
            String callbackBase,
            Clock clock) {
        this.authorizations = authorizations;
        this.secrets = secrets;
        this.tokens = tokens;
        this.callbackBase = callbackBase;
        this.clock = clock;
    }

    /**
     * What a browser begins the authorization request with.
     *
     * @param target where it has to go
     * @param browser the secret by which it is recognised when it comes back with that state; made for this authorization request, whatever
     *     the browser brought
     */
    public record AuthorizationRedirect(URI target, String state, String browser) {
        @Override
        public String toString() {
            return "AuthorizationRedirect[hidden]";
        }
    }

    /**
     * Begins the authorization request that is made of the hash of its browser's secret.
     *
     * @param epoch of the proofs of the user who begins; it is part of the state, and so comes back as it was
     * @throws ProviderFailed when the provider does not say where
     */
    AuthorizationRedirect begin(
            IdentityProvider provider, Function<TokenHash, AuthorizationRequest> authorization, int epoch) {
        return begin(provider, authorization, tokens.get() + "." + epoch);
    }

    /** As {@link #begin(IdentityProvider, Function, int)}, for nobody that is known yet. */
    AuthorizationRedirect begin(IdentityProvider provider, Function<TokenHash, AuthorizationRequest> authorization) {
        return begin(provider, authorization, tokens.get());
    }

    private AuthorizationRedirect begin(
            IdentityProvider provider, Function<TokenHash, AuthorizationRequest> authorization, String state) {
        String browser = tokens.get();
        URI target = provider.authorization(handshake(provider.name(), state));
        Instant now = clock.instant();
        authorizations.keep(TokenHash.of(state), authorization.apply(TokenHash.of(browser)), now, now.plus(LONGEST));
        return new AuthorizationRedirect(target, state, browser);
    }

    /**
     * The authorization request that goes on, seen as its callback sees it.
     *
     * @throws Refused {@link Refusal#TRIP_UNKNOWN}, also for the state of an authorization request to another provider
     */
    public AuthorizationRequest find(ProviderName provider, String state) {
        return authorizations
                .find(TokenHash.of(state), clock.instant())
                .filter(authorization ->
                        authorization.provider().equals(provider) && authorization.purpose() != Purpose.LINK_CONSENT)
                .orElseThrow(() -> new Refused(Refusal.TRIP_UNKNOWN));
    }

    /**
     * Ends an authorization request, for good.
     *
     * @param isRequesters whether who brings the state proves to be who set out; if not, the authorization request goes on
     * @throws Refused {@link Refusal#TRIP_UNKNOWN}
     */
    public AuthorizationRequest end(ProviderName provider, String state, Predicate<AuthorizationRequest> isRequesters) {
        if (!isRequesters.test(find(provider, state))) {
            throw new Refused(Refusal.TRIP_UNKNOWN);
        }
        return authorizations
                .end(TokenHash.of(state), clock.instant())
                .orElseThrow(() -> new Refused(Refusal.TRIP_UNKNOWN));
    }

    /**
     * Lets a linking that has ended wait for a button: the state goes into the page, the secret into a cookie of the browser that sees it.
     *
     * @param returnTo where the browser goes afterwards
     * @param epoch in which the linking began; a page that waits does not make it younger
     */
    AuthorizationRedirect awaitConsent(AuthorizationRequest ended, URI returnTo, int epoch) {
        String state = tokens.get() + "." + epoch;
        String browser = tokens.get();
        Instant now = clock.instant();
        authorizations.keep(
                TokenHash.of(state),
                ended.goingOn(Purpose.LINK_CONSENT, TokenHash.of(browser), returnTo),
                now,
                now.plus(LONGEST));
        return new AuthorizationRedirect(returnTo, state, browser);
    }

    /**
     * Ends a linking whose button was pressed.
     *
     * @param isReaders whether who presses it proves to be the browser that saw the page; if not, it goes on waiting
     * @throws Refused {@link Refusal#TRIP_UNKNOWN}
     */
    public AuthorizationRequest endConsent(
            ProviderName provider, String state, Predicate<AuthorizationRequest> isReaders) {
        Instant now = clock.instant();
        return authorizations
                .find(TokenHash.of(state), now)
                .filter(authorization ->
                        authorization.provider().equals(provider) && authorization.purpose() == Purpose.LINK_CONSENT)
                .filter(isReaders)
                .flatMap(authorization -> authorizations.end(TokenHash.of(state), now))
                .orElseThrow(() -> new Refused(Refusal.TRIP_UNKNOWN));
    }

    /** What the provider proves to whoever ended an authorization request. */
    ProvenIdentity redeem(IdentityProvider provider, String state, Map<String, String> answer) {
        return provider.redeem(handshake(provider.name(), state), answer);
    }

    /** The epoch in which an authorization request began that was found by its state. */
    static int epochOf(String state) {
        int dot = state.indexOf('.');
        return dot < 0 ? NO_EPOCH : Integer.parseInt(state.substring(dot + 1));
    }

    private Handshake handshake(ProviderName provider, String state) {
        return new Handshake(
                URI.create(callbackBase + "/auth/" + provider + "/callback"),
                state,
                secrets.of("nonce", state),
                secrets.of("verifier", state));
    }
}
