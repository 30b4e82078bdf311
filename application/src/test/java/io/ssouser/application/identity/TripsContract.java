package io.ssouser.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.AtOnce;
import io.ssouser.application.identity.Trip.Purpose;
import io.ssouser.application.identity.Trip.Traveller;
import io.ssouser.application.session.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is promised of the trips to providers that are under way. */
public abstract class TripsContract {
    /** So far ahead that no store clears away in the middle of a test. */
    protected static final Instant NOW = Instant.parse("2126-11-24T10:11:12.123Z");

    protected static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    protected static final TokenHash STATE = TokenHash.of("state");
    protected static final Trip LINKING = new Trip(
            Purpose.LINK,
            new ProviderName("github"),
            TokenHash.of("browser"),
            new Traveller(new UserId("anna"), new SessionId("session")),
            URI.create("https://app.example.org/?a=b"),
            Audience.PLATFORM,
            null);
    private static final Trip SIGN_IN = new Trip(
            Purpose.SIGN_IN,
            new ProviderName("google"),
            TokenHash.of("other browser"),
            null,
            URI.create("https://app.example.org/"),
            new Audience("acme", "api"),
            "challenge");

    protected abstract Trips trips();

    /** The same trips, as another node has them; the very same where one process owns the store. */
    protected Trips onAnotherNode() {
        return trips();
    }

    @Test
    void a_trip_is_found_as_it_was_kept_until_it_ends() {
        trips().keep(STATE, LINKING, NOW, LATER);
        trips().keep(TokenHash.of("other"), SIGN_IN, NOW, LATER);

        assertThat(trips().find(STATE, NOW)).contains(LINKING);
        assertThat(trips().find(TokenHash.of("other"), NOW)).contains(SIGN_IN);
        assertThat(trips().end(STATE, NOW)).contains(LINKING);
        assertThat(trips().find(STATE, NOW)).isEmpty();
        assertThat(trips().end(STATE, NOW)).isEmpty();
        assertThat(trips().end(TokenHash.of("other"), NOW)).contains(SIGN_IN);
    }

    @Test
    void a_trip_that_takes_too_long_is_unknown() {
        trips().keep(STATE, LINKING, NOW, LATER);

        assertThat(trips().find(STATE, LATER.minusMillis(1))).isPresent();
        assertThat(trips().find(STATE, LATER)).isEmpty();
        assertThat(trips().end(STATE, LATER)).isEmpty();
    }

    @Test
    void of_fifty_who_end_one_trip_at_once_one_is_given_it() throws Exception {
        trips().keep(STATE, LINKING, NOW, LATER);

        Trips otherNode = onAnotherNode();
        AtomicInteger callers = new AtomicInteger();

        assertThat(AtOnce.call(50, () -> (callers.incrementAndGet() % 2 == 0 ? trips() : otherNode).end(STATE, NOW)))
                .filteredOn(Optional::isPresent)
                .hasSize(1);
    }
}
