package io.ssouser.api.security;

import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.password.BrowserHash;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/**
 * How the browser that follows the link of a mail shows that somebody registered in it: a random secret, a new one for every registration,
 * in a cookie that scripts cannot read. It signs nobody in, and every registration gets one, whether or not a user has the address.
 */
public final class RegistrationCookie {
    /** Longer than a link works, because the mail may be sent again. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Supplier<String> tokens;
    private final boolean alwaysSecure;
    private final String name;

    /**
     * @param tokens at least 128 random bits each
     * @param alwaysSecure whether clients come by HTTPS even when the request does not show it, as behind a proxy
     */
    public RegistrationCookie(Supplier<String> tokens, boolean alwaysSecure) {
        this.tokens = tokens;
        this.alwaysSecure = alwaysSecure;
        // No other host of the domain can set a cookie with the prefix (RFC 6265bis, 4.1.3.2); browsers ask for HTTPS.
        this.name = alwaysSecure ? "__Host-sso_registration" : "sso_registration";
    }

    /** What the browser's secret is known by; empty without one, and where a second one was planted beside it. */
    public Optional<BrowserHash> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String[] secrets = Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .toArray(String[]::new);
        return secrets.length == 1 ? Optional.of(hash(secrets[0])) : Optional.empty();
    }

    public String newSecret() {
        return tokens.get();
    }

    public static BrowserHash hash(String secret) {
        return new BrowserHash(TokenHash.of(secret).hex());
    }

    /** The link in the mail is followed from another site, so the cookie goes with such a navigation, and with no other request of one. */
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
