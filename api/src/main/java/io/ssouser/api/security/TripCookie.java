package io.ssouser.api.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ResponseCookie;

/**
 * How a browser that comes back from a provider proves to be the one that set out: a random secret in a cookie that scripts cannot read and
 * that no other site's requests carry, but for the navigation with which the provider sends the browser back.
 */
public final class TripCookie {
    /** As long as a trip may take. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Supplier<String> tokens;
    private final boolean alwaysSecure;
    private final String name;

    /**
     * @param tokens at least 128 random bits each
     * @param alwaysSecure whether clients come by HTTPS even when the request does not show it, as behind a proxy
     */
    public TripCookie(Supplier<String> tokens, boolean alwaysSecure) {
        this.tokens = tokens;
        this.alwaysSecure = alwaysSecure;
        // With the prefix no other host of the domain can set it (RFC 6265bis, 4.1.3.2); browsers take it over HTTPS
        // alone.
        this.name = alwaysSecure ? "__Host-sso_trip" : "sso_trip";
    }

    /** The browser's secret, if it has one. */
    public Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /** The browser's secret, or a new one: two trips in two tabs share it. */
    public String readOrMake(HttpServletRequest request) {
        return read(request).filter(known -> known.length() >= 43).orElseGet(tokens);
    }

    public ResponseCookie issue(HttpServletRequest request, String secret) {
        return ResponseCookie.from(name, secret)
                .httpOnly(true)
                .secure(alwaysSecure || request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(KEPT)
                .build();
    }
}
