package io.ssouser.api.limits;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds each address to the limit of the route it asks for; the first pattern that fits decides. Says how
 * the address stands to it. Throws what {@link RequestLimits} throws. */
public final class RateLimitFilter extends OncePerRequestFilter {
    private final ClientAddress addresses;
    private final Map<RequestMatcher, Function<String, Optional<RateLimitFields>>> limits = new LinkedHashMap<>();

    public RateLimitFilter(RequestLimits requests, ClientAddress addresses) {
        this.addresses = addresses;
        limits.put(pathPattern("/api/auth/mfa/verify"), requests::admitMfaVerify);
        limits.put(pathPattern("/auth/{provider}/second-factor"), requests::admitMfaVerify);
        limits.put(pathPattern("/api/auth/refresh"), requests::admitRefresh);
        limits.put(pathPattern("/api/auth/**"), requests::admitAuth);
        limits.put(pathPattern("/auth/**"), requests::admitAuth);
        limits.put(pathPattern("/reset-password"), requests::admitAuth);
        limits.put(pathPattern("/api/user/mfa/**"), requests::admitMfa);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        limits.entrySet().stream()
                .filter(limit -> limit.getKey().matches(request))
                .findFirst()
                .flatMap(limit -> limit.getValue().apply(addresses.limited(request)))
                .ifPresent(fields -> fields.on(response));
        chain.doFilter(request, response);
    }
}
