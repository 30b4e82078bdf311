package io.ssouser.api.security;

import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.state.TokenHash;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;

/**
 * How a browser that comes back from a provider proves to be the one that set out: a random secret in a cookie that scripts cannot read and
 * that no other site's requests carry, but for the navigation with which the provider sends the browser back. Each authorization request has a cookie and a
 * secret of its own, so what somebody else planted is never taken over, and two tabs are not in each other's way.
 */
public final class HandshakeCookie {
    /** As long as an authorization request may take. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** More than anybody begins in ten minutes; the others go, or a page that begins authorization requests could fill the request headers. */
    private static final int MOST = 10;

    private static final int NAMED_BY = 16;

    private final boolean alwaysSecure;
    private final String prefix;

    /** @param alwaysSecure whether clients come by HTTPS even when the request does not show it, as behind a proxy */
    public HandshakeCookie(boolean alwaysSecure) {
        this.alwaysSecure = alwaysSecure;
        // With the prefix no other host of the domain can set it (RFC 6265bis, 4.1.3.2); browsers take it over HTTPS
        // alone.
        this.prefix = alwaysSecure ? "__Host-sso_trip_" : "sso_trip_";
    }

    /** Whether the request brings the secret of the authorization request with that state. One that was planted beside it changes nothing. */
    public boolean isOf(HttpServletRequest request, String state, TokenHash browser) {
        String name = name(state);
        return cookies(request)
                .filter(cookie -> cookie.getName().equals(name))
                .anyMatch(cookie -> TokenHash.of(cookie.getValue()).equals(browser));
    }

    /** The new authorization request's cookie, and the end of older ones where there are too many. */
    public String[] issue(HttpServletRequest request, AuthorizationRedirect redirect) {
        List<String> older = cookies(request)
                .map(Cookie::getName)
                .filter(name -> name.startsWith(prefix))
                .distinct()
                .toList();
        Stream<String> gone = older.size() < MOST
                ? Stream.of()
                : older.stream().map(name -> cookie(request, name, "", Duration.ZERO));
        return Stream.concat(Stream.of(cookie(request, name(redirect.state()), redirect.browser(), KEPT)), gone)
                .toArray(String[]::new);
    }

    /** The end of the cookie of an authorization request that ended. */
    public String end(HttpServletRequest request, String state) {
        return cookie(request, name(state), "", Duration.ZERO);
    }

    /** The same answer, which also ends the cookie of an authorization request. Its own cookies would replace one that was added to the response before. */
    public <T> ResponseEntity<T> end(HttpServletRequest request, String state, ResponseEntity<T> answer) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.SET_COOKIE, end(request, state))
                .body(answer.getBody());
    }

    private String name(String state) {
        return prefix + TokenHash.of(state).hex().substring(0, NAMED_BY);
    }

    private static Stream<Cookie> cookies(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Stream.of() : Arrays.stream(cookies);
    }

    private String cookie(HttpServletRequest request, String name, String value, Duration kept) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(alwaysSecure || request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(kept)
                .build()
                .toString();
    }
}
