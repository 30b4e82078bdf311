package io.ssouser.api.security;

import io.ssouser.api.error.ErrorWriter;
import io.ssouser.api.error.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps strangers from reading the metrics. They hold no personal data. But whoever counts the sign-ins that reached a user, before and
 * after one of his own, learns whether an address belongs to a user. With a token they open to its bearer alone; without one, to callers on
 * this machine that no proxy speaks for.
 */
public final class MetricsGate extends OncePerRequestFilter {
    private static final String PATH = "/actuator/prometheus";
    private static final String[] SIGNS_OF_A_PROXY = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"};

    private final byte @Nullable [] expected;
    private final ErrorWriter errors;

    /**
     * @param token null when there is none
     * @param errors because no filter of the API stands before the port of the operator
     */
    public MetricsGate(@Nullable String token, ErrorWriter errors) {
        this.errors = errors;
        this.expected = token == null ? null : bytes(token);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith(PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean open = expected == null ? isLocal(request) : bearsToken(request, expected);
        if (open) {
            chain.doFilter(request, response);
        } else {
            errors.write(
                    request,
                    response,
                    Problem.unauthorized("Metrics are for the operator").with("WWW-Authenticate", "Bearer"));
        }
    }

    private static boolean bearsToken(HttpServletRequest request, byte[] expected) {
        return BearerAuthentication.token(request)
                .filter(token -> MessageDigest.isEqual(bytes(token), expected))
                .isPresent();
    }

    /** The peer's address is a literal: no name is looked up. */
    private static boolean isLocal(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && Stream.of(SIGNS_OF_A_PROXY).allMatch(sign -> request.getHeader(sign) == null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
