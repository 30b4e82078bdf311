package io.ssouser.app.wiring;

import io.github.bucket4j.TimeMeter;
import io.ssouser.api.connections.BoundedConnector;
import io.ssouser.api.connections.ConnectionBounds;
import io.ssouser.api.connections.HeldAnswerFilter;
import io.ssouser.api.conventions.ApiJson;
import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.HttpConventions;
import io.ssouser.api.conventions.LogPositions;
import io.ssouser.api.conventions.RequestFilter;
import io.ssouser.api.error.ContainerErrors;
import io.ssouser.api.error.ErrorAdvice;
import io.ssouser.api.error.ErrorPage;
import io.ssouser.api.error.ErrorWriter;
import io.ssouser.api.error.Problems;
import io.ssouser.api.error.RefusalCounter;
import io.ssouser.api.idempotency.IdempotencyFilter;
import io.ssouser.api.identity.ReturnUris;
import io.ssouser.api.limits.ClientAddress;
import io.ssouser.api.limits.RateLimitFilter;
import io.ssouser.api.limits.RateLimits;
import io.ssouser.api.limits.RequestLimits;
import io.ssouser.api.openapi.ApiDescription;
import io.ssouser.api.openapi.OpenApiController;
import io.ssouser.api.route.Routes;
import io.ssouser.api.security.AllowedOrigins;
import io.ssouser.api.security.BearerAuthentication;
import io.ssouser.api.security.DeviceCookie;
import io.ssouser.api.security.HandshakeCookie;
import io.ssouser.api.security.MetricsGate;
import io.ssouser.api.security.Permissions;
import io.ssouser.api.security.RegistrationCookie;
import io.ssouser.api.security.RequestProvenance;
import io.ssouser.api.security.SameOrigin;
import io.ssouser.api.security.SecurityRules;
import io.ssouser.app.settings.IdentityProperties;
import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.application.command.Commands;
import io.ssouser.application.idempotency.IdempotentResponses;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.application.vault.keys.EncryptedPositions;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.projections.Projections;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.DefaultRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Everything between the socket and the gateways. Asks for the gateways, the ports behind them, the clock, ids and randomness. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SsoProperties.class, IdentityProperties.class, RateLimits.class, ConnectionBounds.class
})
@Import({
    HeldAnswerFilter.class,
    EncryptedPositions.class,
    RequestFilter.class,
    ApiJson.class,
    HttpConventions.class,
    RefusalCounter.class,
    Problems.class,
    ErrorWriter.class,
    ErrorAdvice.class,
    ErrorPage.class,
    ContainerErrors.class,
    LogPositions.class,
    RequestProvenance.class,
    BearerAuthentication.class,
    Permissions.class,
    Commands.class,
    ServicesWiring.class
})
public class HttpWiring {
    private static final int COOKIE_SECRET_BYTES = 32;

    @Bean
    Routes routes(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        return new Routes(mapping::getObject);
    }

    @Bean
    ClientAddress clientAddress(SsoProperties properties) {
        return new ClientAddress(properties.trustedProxies());
    }

    @Bean
    BoundedConnector boundedConnector(ConnectionBounds bounds, ClientAddress addresses) {
        return new BoundedConnector(bounds, peer -> addresses.isTrusted(peer.getHostAddress()));
    }

    @Bean
    OpenApiController openApiController(SsoProperties properties) {
        return new OpenApiController(new ApiDescription(properties.baseUrl()), properties.apiDocs());
    }

    @Bean
    RequestLimits requestLimits(SsoProperties properties, RateLimits limits, RefusalCounter refusals) {
        return new RequestLimits(properties.rateLimits(), limits, TimeMeter.SYSTEM_NANOTIME, refusals);
    }

    @Bean
    ConsistentQueries consistentQueries(
            EventLog log,
            Projections projections,
            QueryGateway queries,
            LogPositions positions,
            SsoProperties properties) {
        return new ConsistentQueries(log, projections, queries, positions, properties.readWait());
    }

    @Bean
    DeviceCookie deviceCookie(ServiceSecrets secrets, SecureRandom random, SsoProperties properties) {
        byte[] secret = secrets.secret("device-cookie", () -> {
            byte[] fresh = new byte[COOKIE_SECRET_BYTES];
            random.nextBytes(fresh);
            return fresh;
        });
        return new DeviceCookie(secret, properties.isHttps());
    }

    @Bean
    HandshakeCookie handshakeCookie(SsoProperties properties) {
        return new HandshakeCookie(properties.isHttps());
    }

    @Bean
    SameOrigin sameOrigin(SsoProperties properties) {
        return new SameOrigin(properties.baseUrl());
    }

    @Bean
    RegistrationCookie registrationCookie(@Qualifier("tokens") Supplier<String> tokens, SsoProperties properties) {
        return new RegistrationCookie(tokens, properties.isHttps());
    }

    @Bean
    ReturnUris returnUris(IdentityProperties identities, ServiceCatalogue services, SsoProperties properties) {
        try {
            return new ReturnUris(identities.redirectUris(), services, properties.baseUrl());
        } catch (IllegalArgumentException e) {
            throw new UnusableSetting(
                    "SSO_REDIRECT_URIS", String.join(",", identities.redirectUris()), "a list of web addresses");
        }
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            Routes routes,
            BearerAuthentication bearerAuthentication,
            RequestLimits limits,
            ClientAddress addresses,
            ErrorWriter errors,
            IdempotentResponses answers,
            Commands commands,
            Permissions permissions,
            LogPositions positions,
            SsoProperties properties) {
        return new SecurityRules(
                        routes,
                        bearerAuthentication,
                        new RateLimitFilter(routes, limits, addresses),
                        new AllowedOrigins(
                                properties.allowedOrigins(),
                                properties.origin(),
                                properties.isForDevelopment(),
                                errors),
                        new MetricsGate(properties.metricsToken(), errors),
                        new IdempotencyFilter(answers, commands, permissions, positions))
                .chain();
    }

    /** One observation a request is enough: one around each of the filters would cost more than the filter. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /** Throws on, so that a request that the firewall rejects gets its envelope where all others get theirs. */
    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return new DefaultRequestRejectedHandler();
    }
}
