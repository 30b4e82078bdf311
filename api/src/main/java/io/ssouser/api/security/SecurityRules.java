package io.ssouser.api.security;

import io.ssouser.api.limits.BodyLimitFilter;
import io.ssouser.api.limits.RateLimitFilter;
import io.ssouser.api.route.Routes;
import jakarta.servlet.Filter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * The filters that every request passes, in this order: CORS, limits on rate and size, bearer, idempotency. Nothing is remembered
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

    /** Of all that Spring Security can put before a route, these and no others: each costs every request something. */
    public SecurityFilterChain chain() {
        return new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                origins.filter(),
                rateLimits,
                metrics,
                new BodyLimitFilter(),
                new BearerFilter(routes, bearerAuthentication),
                idempotency);
    }
}
