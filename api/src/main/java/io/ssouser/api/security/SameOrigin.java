package io.ssouser.api.security;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Whether a form was posted by a page of this service. Browsers say so (Fetch Metadata, and {@code Origin}); a form whose page tells nobody its
 * address has the origin {@code null}. What neither says is left to the cookie and the token of the form.
 */
public final class SameOrigin {
    private final String authority;

    /** @param baseUrl under which browsers know this service */
    public SameOrigin(String baseUrl) {
        this.authority = URI.create(baseUrl).getAuthority();
    }

    /** @throws RequestRefused 403 when the browser says that another site sent it */
    public void require(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean ours = site == null ? isOurs(origin, request) : site.equals("same-origin");
        if (!ours) {
            throw new RequestRefused(Problem.forbidden("Please use the form of this service"));
        }
    }

    private boolean isOurs(@Nullable String origin, HttpServletRequest request) {
        if (origin == null || origin.equals("null")) {
            return true;
        }
        int scheme = origin.indexOf("://");
        String named = scheme < 0 ? "" : origin.substring(scheme + 3);
        return named.equals(authority) || named.equals(request.getHeader(HttpHeaders.HOST));
    }
}
