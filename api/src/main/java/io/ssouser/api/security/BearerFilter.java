package io.ssouser.api.security;

import io.ssouser.api.route.Routes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody near a route without a good access token, unless the route says otherwise. On those a token, good or not, is not even looked at. */
final class BearerFilter extends OncePerRequestFilter {
    private final Routes routes;
    private final BearerAuthentication bearerAuthentication;

    BearerFilter(Routes routes, BearerAuthentication bearerAuthentication) {
        this.routes = routes;
        this.bearerAuthentication = bearerAuthentication;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (routes.of(request).needBearer()) {
            bearerAuthentication.identify(request);
        }
        chain.doFilter(request, response);
    }
}
