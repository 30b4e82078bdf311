package io.ssouser.api.security;

import io.ssouser.api.error.ErrorWriter;
import io.ssouser.api.error.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Which web pages of other origins may call from a browser: those on the list and no others, least of all {@code null}. A stranger's preflight is
 * refused; its other requests are answered without any allowing header, so its browser keeps the answer to itself.
 */
public final class AllowedOrigins {
    private final List<String> origins;
    private final ErrorWriter errors;

    /** @param origins exact, such as {@code https://app.example.com}; {@code *} is not one, because answers go with credentials */
    public AllowedOrigins(List<String> origins, ErrorWriter errors) {
        if (origins.contains("*") || origins.contains("null")) {
            throw new IllegalArgumentException("Allowed origins are named one by one, such as https://app.example.com");
        }
        this.origins = List.copyOf(origins);
        this.errors = errors;
    }

    CorsFilter filter() {
        CorsConfiguration allowed = allowed();
        CorsFilter filter = new CorsFilter(
                request -> CorsUtils.isPreFlightRequest(request) || isOnTheList(request) ? allowed : null);
        filter.setCorsProcessor(new EnvelopeProcessor());
        return filter;
    }

    private boolean isOnTheList(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && origins.contains(origin);
    }

    private CorsConfiguration allowed() {
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
