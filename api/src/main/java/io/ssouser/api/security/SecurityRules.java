package io.ssouser.api.security;

import io.ssouser.api.limits.BodyLimitFilter;
import io.ssouser.api.limits.RateLimitFilter;
import io.ssouser.api.route.Routes;
import jakarta.servlet.Filter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.CorsFilter;

/**
 * The filters that every request passes, in this order: headers for the browser, CORS, limits on rate and size, bearer, idempotency. Nothing is remembered
 * between requests, so there is no CSRF to guard against: of the cookies one names a device, the others go with a state to a provider and back or
 * into a form, and none signs anybody in. The forms that link and that take a code ask for their own origin besides ({@link SameOrigin}).
 */
public final class SecurityRules {
    private final Routes routes;
    private final BearerAuthentication bearerAuthentication;
    private final RateLimitFilter rateLimits;
    private final AllowedOrigins origins;
    private final MetricsGate metrics;
    private final Filter idempotency;

    /** @param idempotency runs when the bearer is known, as the last before the routes */
    public SecurityRules(
            Routes routes,
            BearerAuthentication bearerAuthentication,
            RateLimitFilter rateLimits,
            AllowedOrigins origins,
            MetricsGate metrics,
            Filter idempotency) {
        this.routes = routes;
        this.bearerAuthentication = bearerAuthentication;
        this.rateLimits = rateLimits;
        this.origins = origins;
        this.metrics = metrics;
        this.idempotency = idempotency;
    }

    public SecurityFilterChain chain(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityRules::browserHeaders)
                .addFilterAfter(origins.filter(), HeaderWriterFilter.class)
                .addFilterAfter(rateLimits, CorsFilter.class)
                .addFilterAfter(metrics, RateLimitFilter.class)
                .addFilterAfter(new BodyLimitFilter(), MetricsGate.class)
                .addFilterAfter(new BearerFilter(routes, bearerAuthentication), BodyLimitFilter.class)
                .addFilterAfter(idempotency, BearerFilter.class)
                .build();
    }

    /** HSTS also over plain HTTP, because TLS ends at a proxy; browsers ignore it where it does not count (RFC 6797, 8.1). */
    private static void browserHeaders(HeadersConfigurer<HttpSecurity> headers) {
        headers.httpStrictTransportSecurity(hsts -> hsts.requestMatcher(AnyRequestMatcher.INSTANCE))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }
}
