package io.ssouser.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.session.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import io.ssouser.eventstore.AtOnce;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is promised of the authorization requests to providers that are under way. */
public abstract class AuthorizationRequestsContract {
    /** So far ahead that no store clears away in the middle of a test. */
    protected static final Instant NOW = Instant.parse("2126-11-24T10:11:12.123Z");

    protected static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    protected static final TokenHash STATE = TokenHash.of("state");
    protected static final AuthorizationRequest LINKING = new AuthorizationRequest(
            Purpose.LINK,
            new ProviderName("github"),
            TokenHash.of("browser"),
            new Requester(new UserId("anna"), new SessionId("session")),
            URI.create("https://app.example.org/?a=b"),
            Audience.PLATFORM,
            null);
    private static final AuthorizationRequest SIGN_IN = new AuthorizationRequest(
            Purpose.SIGN_IN,
            new ProviderName("google"),
            TokenHash.of("other browser"),
            null,
            URI.create("https://app.example.org/"),
            new Audience("acme", "api"),
            "challenge");

    protected abstract AuthorizationRequests authorizations();

    /** The same authorization requests, as another node has them; the very same where one process owns the store. */
    protected AuthorizationRequests onAnotherNode() {
        return authorizations();
    }

    @Test
    void a_trip_is_found_as_it_was_kept_until_it_ends() {
        authorizations().keep(STATE, LINKING, NOW, LATER);
        authorizations().keep(TokenHash.of("other"), SIGN_IN, NOW, LATER);

        assertThat(authorizations().find(STATE, NOW)).contains(LINKING);
        assertThat(authorizations().find(TokenHash.of("other"), NOW)).contains(SIGN_IN);
        assertThat(authorizations().end(STATE, NOW)).contains(LINKING);
        assertThat(authorizations().find(STATE, NOW)).isEmpty();
        assertThat(authorizations().end(STATE, NOW)).isEmpty();
        assertThat(authorizations().end(TokenHash.of("other"), NOW)).contains(SIGN_IN);
    }

    @Test
    void a_trip_that_takes_too_long_is_unknown() {
        authorizations().keep(STATE, LINKING, NOW, LATER);

        assertThat(authorizations().find(STATE, LATER.minusMillis(1))).isPresent();
        assertThat(authorizations().find(STATE, LATER)).isEmpty();
        assertThat(authorizations().end(STATE, LATER)).isEmpty();
    }

    @Test
    void of_fifty_who_end_one_trip_at_once_one_is_given_it() throws Exception {
        authorizations().keep(STATE, LINKING, NOW, LATER);

        AuthorizationRequests otherNode = onAnotherNode();
        AtomicInteger callers = new AtomicInteger();

        assertThat(AtOnce.call(
                        50, () -> (callers.incrementAndGet() % 2 == 0 ? authorizations() : otherNode).end(STATE, NOW)))
                .filteredOn(Optional::isPresent)
                .hasSize(1);
    }
}
