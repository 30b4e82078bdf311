package io.ssouser.api.security;

import io.ssouser.api.error.ErrorWriter;
import io.ssouser.api.error.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Which web pages of other origins may call from a browser: those on the list and no others, least of all {@code null}. Where there is no list,
 * a service for development takes pages of this machine, on whatever port. A stranger's preflight is
 * refused; its other requests are answered without any allowing header, so its browser keeps the answer to itself. The operator reads of
 * each refused origin once.
 */
public final class AllowedOrigins {
    /** With any port or none; what follows the port is no origin. */
    private static final Pattern OF_THIS_MACHINE =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    /** Strangers can invent origins, and each would be a line in the log. */
    private static final int MOST_TOLD = 20;

    private static final int LONGEST_TOLD = 100;
    private static final Logger LOG = LoggerFactory.getLogger(AllowedOrigins.class);

    private final List<String> origins;
    private final String own;
    private final boolean thisMachine;
    private final ErrorWriter errors;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param origins exact, such as {@code https://app.example.com}; {@code *} is not one, because answers go with credentials
     * @param own the service's: behind a proxy that ends TLS its own pages seem to come from elsewhere
     * @param thisMachine whether pages of this machine may call where no origin is named
     */
    public AllowedOrigins(List<String> origins, String own, boolean thisMachine, ErrorWriter errors) {
        if (origins.contains("*") || origins.contains("null")) {
            throw new IllegalArgumentException("Allowed origins are named one by one, such as https://app.example.com");
        }
        this.origins = List.copyOf(origins);
        this.own = own;
        this.thisMachine = thisMachine && origins.isEmpty();
        this.errors = errors;
    }

    CorsFilter filter() {
        CorsConfiguration none = allowed(List.of());
        CorsFilter filter = new CorsFilter(request -> {
            String origin = request.getHeader(HttpHeaders.ORIGIN);
            if (origin == null || !isForeign(request)) {
                return null;
            }
            if (isAllowed(origin)) {
                return allowed(List.of(origin));
            }
            tell(origin);
            return CorsUtils.isPreFlightRequest(request) ? none : null;
        });
        filter.setCorsProcessor(new EnvelopeProcessor());
        return filter;
    }

    private static boolean isForeign(HttpServletRequest request) {
        try {
            return CorsUtils.isCorsRequest(request);
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    private boolean isAllowed(String origin) {
        return origins.contains(origin)
                || own.equals(origin)
                || thisMachine && OF_THIS_MACHINE.matcher(origin).matches();
    }

    private void tell(String origin) {
        if (told.size() < MOST_TOLD && told.add(origin)) {
            String shown = origin.replaceAll("[^!-~]", "?");
            LOG.warn(
                    "A page of the origin {} may not call this service. If it is an application of yours, add it to SSO_ALLOWED_ORIGINS.",
                    shown.substring(0, Math.min(shown.length(), LONGEST_TOLD)));
        }
    }

    private static CorsConfiguration allowed(List<String> origins) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of(
                "Authorization",
                "Content-Type",
                "Idempotency-Key",
                "If-Match",
                "If-None-Match",
                "X-Api-Key",
                "X-Min-Log-Position",
                "X-Request-Id"));
        allowed.setExposedHeaders(List.of(
                "ETag",
                "Idempotency-Replayed",
                "RateLimit",
                "RateLimit-Policy",
                "Retry-After",
                "X-Log-Position",
                "X-Request-Id",
                "x-ratelimit-after"));
        allowed.setAllowCredentials(true);
        allowed.setMaxAge(Duration.ofHours(1));
        return allowed;
    }

    private final class EnvelopeProcessor extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            errors.write(
                    ((ServletServerHttpResponse) response).getServletResponse(),
                    Problem.forbidden("Origin is not allowed"));
        }
    }
}
