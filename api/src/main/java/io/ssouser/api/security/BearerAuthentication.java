package io.ssouser.api.security;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.session.AccessCheck;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.AuthenticatedSession;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Finds the bearer of a request's access token, in the order and with the messages of the wire contract, section 3. */
public final class BearerAuthentication {
    /** The scheme is of any case and at least one space follows (RFC 9110, 11.1 and 11.4). */
    private static final String PREFIX = "Bearer ";

    private final AccessCheck check;
    private final RequestProvenance provenance;

    public BearerAuthentication(AccessCheck check, RequestProvenance provenance) {
        this.check = check;
        this.provenance = provenance;
    }

    /**
     * The bearer, who from now on is the request's actor.
     *
     * @throws RequestRefused 401 when the header is missing or has another form
     * @throws AccessRefused when the token is not valid, or its session has ended
     */
    public AuthenticatedSession identify(HttpServletRequest request) {
        AuthenticatedSession access = check.authenticate(token(request).orElseThrow(BearerAuthentication::missing));
        provenance.actAs(access);
        SecurityContextHolder.getContext()
                .setAuthentication(new PreAuthenticatedAuthenticationToken(access, null, List.of()));
        return access;
    }

    /** The request's bearer token; empty when it has none, or a credential of another kind. */
    static Optional<String> token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? Optional.of(header.substring(PREFIX.length()).stripLeading())
                : Optional.empty();
    }

    /** The bearer that was identified for this request. */
    public static AuthenticatedSession current() {
        return known().orElseThrow(BearerAuthentication::missing);
    }

    /** As {@link #current()}; empty when nobody was. */
    public static Optional<AuthenticatedSession> known() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof AuthenticatedSession access
                ? Optional.of(access)
                : Optional.empty();
    }

    static RequestRefused missing() {
        return new RequestRefused(
                Problem.unauthorized("Missing or invalid Authorization header").with("WWW-Authenticate", "Bearer"));
    }
}
