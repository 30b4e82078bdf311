package io.ssouser.api.limits;

import io.ssouser.api.route.Route.RateLimit;
import io.ssouser.api.route.Routes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds each address to the limit of the route it asks for, and says how it stands to it. Throws what {@link RequestLimits} throws. */
public final class RateLimitFilter extends OncePerRequestFilter {
    private final Routes routes;
    private final RequestLimits requests;
    private final ClientAddress addresses;

    public RateLimitFilter(Routes routes, RequestLimits requests, ClientAddress addresses) {
        this.routes = routes;
        this.requests = requests;
        this.addresses = addresses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RateLimit limit = routes.of(request).limit();
        if (limit != RateLimit.NONE) {
            requests.admit(limit, addresses.limited(request)).ifPresent(fields -> fields.on(response));
        }
        chain.doFilter(request, response);
    }
}
