package io.ssouser.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.idempotency.EncryptedResponses;
import io.ssouser.application.idempotency.IdempotentResponses;
import io.ssouser.application.session.AccessCheck;
import io.ssouser.application.session.RefreshTokens;
import io.ssouser.application.session.SeenSessions;
import io.ssouser.application.session.SessionGate;
import io.ssouser.application.session.SessionOpening;
import io.ssouser.application.session.SessionTokens;
import io.ssouser.application.session.SessionWatch;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.session.SignIn;
import io.ssouser.application.session.token.AccessTokens;
import io.ssouser.application.session.token.PreauthTokens;
import io.ssouser.application.session.token.SignedTokens;
import io.ssouser.application.session.token.SigningKeys;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.eventstore.log.EventLog;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Signing in, tokens, and the gate that shuts at once. */
@Configuration(proxyBeanMethods = false)
@Import({PreauthTokens.class, SessionTokens.class, RefreshTokens.class, SignIn.class, AccessCheck.class})
class SessionsWiring {
    @Bean
    SignedTokens signedTokens(SigningKeys keys, SsoProperties properties, Clock clock) {
        keys.signByWantedAlgorithm();
        return new SignedTokens(keys, properties.baseUrl(), clock);
    }

    @Bean
    AccessTokens accessTokens(SignedTokens signed, SsoProperties properties) {
        return new AccessTokens(signed, properties.accessTokenLife());
    }

    @Bean
    Sessions sessions(EventLog log, Storage storage) {
        return new Sessions(storage.state());
    }

    @Bean
    IdempotentResponses idempotentResponses(EventLog log, Storage storage, DataKeys keys, Clock clock) {
        EncryptedResponses responses = new EncryptedResponses(storage.state());
        if (!storage.isShared()) {
            responses.releaseAll(clock.instant());
        }
        return new IdempotentResponses(responses, keys, clock);
    }

    @Bean
    SessionGate sessionGate(SsoProperties properties, Clock clock, MeterRegistry meters) {
        Timer delay = Timer.builder("sso.revocation.delay")
                .description("From the end of a session to the moment its tokens are refused here")
                .publishPercentileHistogram()
                .register(meters);
        return new SessionGate(properties.accessTokenLife(), clock, delay::record);
    }

    /** Where one process has it all, its own commands tell the gate. */
    @Bean
    SessionOpening sessionOpening(
            Sessions sessions,
            SessionGate gate,
            SessionWatch watch,
            Storage storage,
            SessionTokens tokens,
            Clock clock) {
        Runnable latestEnds = storage.isShared() ? watch::catchUp : () -> {};
        return new SessionOpening(sessions, gate, latestEnds, tokens, clock);
    }

    @Bean
    SeenSessions seenSessions(Sessions sessions, SsoProperties properties, Clock clock) {
        return new SeenSessions(sessions, properties.accessTokenLife(), clock);
    }

    @Bean
    SessionWatch sessionWatch(EventStore events, SessionGate gate) {
        return new SessionWatch(events, gate);
    }
}
