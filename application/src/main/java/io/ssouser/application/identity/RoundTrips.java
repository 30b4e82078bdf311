package io.ssouser.application.identity;

import io.ssouser.application.identity.IdentityProvider.Handshake;
import io.ssouser.application.identity.Trip.Purpose;
import io.ssouser.application.keys.KeyedHash;
import io.ssouser.application.state.TokenHash;
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
public final class RoundTrips {
    /** The client's contract: ten minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Of a trip that an older version of this service began. */
    private static final int NO_EPOCH = -1;

    private final Trips trips;
    private final KeyedHash secrets;
    private final Supplier<String> tokens;
    private final String callbackBase;
    private final Clock clock;

    /**
     * @param tokens at least 128 random bits each
     * @param callbackBase what stands before {@code /auth/<provider>/callback}
     */
    public RoundTrips(Trips trips, KeyedHash secrets, Supplier<String> tokens, String callbackBase, Clock clock) {
        this.trips = trips;
        this.secrets = secrets;
        this.tokens = tokens;
        this.callbackBase = callbackBase;
        this.clock = clock;
    }

    /**
     * What a browser sets out with.
     *
     * @param target where it has to go
     * @param browser the secret by which it is known when it comes back with that state; made for this trip, whatever the browser brought
     */
    public record Departure(URI target, String state, String browser) {
        @Override
        public String toString() {
            return "Departure[hidden]";
        }
    }

    /**
     * Begins the trip that is made of the hash of its browser's secret.
     *
     * @param epoch of the proofs of the account that sets out; it is part of the state, and so comes back as it was
     * @throws ProviderFailed when the provider does not say where
     */
    Departure begin(IdentityProvider provider, Function<TokenHash, Trip> trip, int epoch) {
        return begin(provider, trip, tokens.get() + "." + epoch);
    }

    /** As {@link #begin(IdentityProvider, Function, int)}, for nobody that is known yet. */
    Departure begin(IdentityProvider provider, Function<TokenHash, Trip> trip) {
        return begin(provider, trip, tokens.get());
    }

    private Departure begin(IdentityProvider provider, Function<TokenHash, Trip> trip, String state) {
        String browser = tokens.get();
        URI target = provider.authorization(handshake(provider.name(), state));
        Instant now = clock.instant();
        trips.keep(TokenHash.of(state), trip.apply(TokenHash.of(browser)), now, now.plus(LONGEST));
        return new Departure(target, state, browser);
    }

    /**
     * The trip that goes on, seen as its callback sees it.
     *
     * @throws Refused {@link Refusal#TRIP_UNKNOWN}, also for the state of a trip to another provider
     */
    public Trip find(ProviderName provider, String state) {
        return trips.find(TokenHash.of(state), clock.instant())
                .filter(trip -> trip.provider().equals(provider) && trip.purpose() != Purpose.LINK_CONSENT)
                .orElseThrow(() -> new Refused(Refusal.TRIP_UNKNOWN));
    }

    /**
     * Ends a trip, for good.
     *
     * @param isTravellers whether who brings the state proves to be who set out; if not, the trip goes on
     * @throws Refused {@link Refusal#TRIP_UNKNOWN}
     */
    public Trip end(ProviderName provider, String state, Predicate<Trip> isTravellers) {
        if (!isTravellers.test(find(provider, state))) {
            throw new Refused(Refusal.TRIP_UNKNOWN);
        }
        return trips.end(TokenHash.of(state), clock.instant()).orElseThrow(() -> new Refused(Refusal.TRIP_UNKNOWN));
    }

    /**
     * Lets a linking that has ended wait for a button: the state goes into the page, the secret into a cookie of the browser that sees it.
     *
     * @param returnTo where the browser goes afterwards
     * @param epoch in which the linking began; a page that waits does not make it younger
     */
    Departure awaitConsent(Trip ended, URI returnTo, int epoch) {
        String state = tokens.get() + "." + epoch;
        String browser = tokens.get();
        Instant now = clock.instant();
        trips.keep(
                TokenHash.of(state),
                ended.goingOn(Purpose.LINK_CONSENT, TokenHash.of(browser), returnTo),
                now,
                now.plus(LONGEST));
        return new Departure(returnTo, state, browser);
    }

    /**
     * Ends a linking whose button was pressed.
     *
     * @param isReaders whether who presses it proves to be the browser that saw the page; if not, it goes on waiting
     * @throws Refused {@link Refusal#TRIP_UNKNOWN}
     */
    public Trip endConsent(ProviderName provider, String state, Predicate<Trip> isReaders) {
        Instant now = clock.instant();
        return trips.find(TokenHash.of(state), now)
                .filter(trip -> trip.provider().equals(provider) && trip.purpose() == Purpose.LINK_CONSENT)
                .filter(isReaders)
                .flatMap(trip -> trips.end(TokenHash.of(state), now))
                .orElseThrow(() -> new Refused(Refusal.TRIP_UNKNOWN));
    }

    /** What the provider proves to whoever ended a trip. */
    ProvenIdentity redeem(IdentityProvider provider, String state, Map<String, String> answer) {
        return provider.redeem(handshake(provider.name(), state), answer);
    }

    /** The epoch in which a trip began that was found by its state. */
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
