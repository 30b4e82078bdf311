package io.ssouser.application.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.SessionId;
import io.ssouser.eventstore.AtOnce;
import io.ssouser.eventstore.state.FakeStateStore;
import io.ssouser.eventstore.state.OnEveryStateStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuthorizationRequestsTest extends OnEveryStateStore {
    /** So far ahead that no store clears away in the middle of a test. */
    private static final Instant NOW = Instant.parse("2126-11-24T10:11:12.123Z");

    private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    private static final TokenHash STATE = TokenHash.of("state");
    private static final AuthorizationRequest LINKING = new AuthorizationRequest(
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

    private AuthorizationRequests authorizations() {
        return new AuthorizationRequests(state());
    }

    @Test
    void a_request_is_found_as_it_was_kept_until_it_ends() {
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
    void a_request_that_takes_too_long_is_unknown() {
        authorizations().keep(STATE, LINKING, NOW, LATER);

        assertThat(authorizations().find(STATE, LATER.minusMillis(1))).isPresent();
        assertThat(authorizations().find(STATE, LATER)).isEmpty();
        assertThat(authorizations().end(STATE, LATER)).isEmpty();
    }

    @Test
    void of_fifty_who_end_one_request_at_once_one_is_given_it() throws Exception {
        authorizations().keep(STATE, LINKING, NOW, LATER);

        AuthorizationRequests authorizations = authorizations();
        AuthorizationRequests otherNode = new AuthorizationRequests(onAnotherNode());
        AtomicInteger callers = new AtomicInteger();

        assertThat(AtOnce.call(
                        50, () -> (callers.incrementAndGet() % 2 == 0 ? authorizations : otherNode).end(STATE, NOW)))
                .filteredOn(Optional::isPresent)
                .hasSize(1);
    }

    @Test
    void what_took_too_long_is_cleared_away_when_another_begins() {
        AuthorizationRequests authorizations = new AuthorizationRequests(new FakeStateStore());
        authorizations.keep(STATE, LINKING, NOW, LATER);
        authorizations.keep(TokenHash.of("other"), LINKING, LATER, LATER.plusSeconds(1));

        assertThat(authorizations.find(STATE, NOW)).isEmpty();
    }

    @Test
    void a_state_is_not_given_out_twice() {
        authorizations().keep(STATE, LINKING, NOW, LATER);

        assertThatIllegalStateException().isThrownBy(() -> authorizations().keep(STATE, SIGN_IN, NOW, LATER));
        assertThat(authorizations().find(STATE, NOW)).contains(LINKING);
    }
}
