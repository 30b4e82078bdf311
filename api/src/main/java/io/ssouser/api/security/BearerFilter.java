package io.ssouser.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody near a protected route without a good access token. On all others a token, good or not, is not even looked at. */
final class BearerFilter extends OncePerRequestFilter {
    private final RequestMatcher protectedRoutes;
    private final BearerAuthentication bearerAuthentication;

    BearerFilter(RequestMatcher protectedRoutes, BearerAuthentication bearerAuthentication) {
        this.protectedRoutes = protectedRoutes;
        this.bearerAuthentication = bearerAuthentication;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (protectedRoutes.matches(request)) {
            bearerAuthentication.identify(request);
        }
        chain.doFilter(request, response);
    }
}
