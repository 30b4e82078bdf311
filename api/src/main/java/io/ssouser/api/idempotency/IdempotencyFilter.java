package io.ssouser.api.idempotency;

import io.ssouser.api.conventions.LogPositions;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.security.AnswersSecret;
import io.ssouser.api.security.Grounds;
import io.ssouser.api.security.Permission;
import io.ssouser.api.security.Permissions;
import io.ssouser.application.command.Commands;
import io.ssouser.application.idempotency.EncryptedResponses.Reservation;
import io.ssouser.application.idempotency.IdempotentResponse;
import io.ssouser.application.idempotency.IdempotentResponses;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.user.UserCommand.RequireFreshSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Does a command once that a bearer sends under an {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07), and for a day
 * gives the same session, when it sends it again, the answer of that once. What the first was judged on, the second is judged on again:
 * that its session lives, that its proof is fresh, that its bearer may. An answer is kept before it is sent. What says no because of the
 * moment (403, 409, 412, 429) or of this service (5xx) is not kept: the same request may succeed later. Nor is an answer that holds a
 * secret, or a cookie: that command is done again. Requests without a bearer are not looked
 * at. A process that dies between the command and its answer has kept nothing: when its reservation has run out, the command is judged
 * again.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String LOG_POSITION = "X-Log-Position";

    private static final Set<String> COMMANDS = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<Integer> OF_THE_MOMENT = Set.of(403, 409, 412, 429);
    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "ETag", "Location", "WWW-Authenticate");
    private static final Pattern SOUND = Pattern.compile("[!-~]{1,255}");

    private final IdempotentResponses answers;
    private final Commands commands;
    private final Permissions permissions;
    private final LogPositions positions;

    public IdempotencyFilter(
            IdempotentResponses answers, Commands commands, Permissions permissions, LogPositions positions) {
        this.permissions = permissions;
        this.answers = answers;
        this.commands = commands;
        this.positions = positions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> keys = Collections.list(request.getHeaders(KEY));
        Optional<AuthenticatedSession> bearer = bearer();
        if (keys.isEmpty() || bearer.isEmpty() || !COMMANDS.contains(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        if (keys.size() > 1 || !SOUND.matcher(keys.get(0)).matches()) {
            throw new RequestRefused(Problem.badRequest(KEY + " must be 1 to 255 visible ASCII characters"));
        }
        AuthenticatedSession access = bearer.get();
        TokenHash id = IdempotentResponses.idOf(access.userId(), access.sessionId(), keys.get(0));
        once(id, access, new ReadRequest(request), response, chain);
    }

    private static Optional<AuthenticatedSession> bearer() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof AuthenticatedSession access
                ? Optional.of(access)
                : Optional.empty();
    }

    private void once(
            TokenHash id,
            AuthenticatedSession access,
            ReadRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        Optional<Reservation> place = answers.reserve(id);
        if (place.isEmpty()) {
            IdempotentResponse kept = answers.find(id, access.userId()).orElseThrow(IdempotencyFilter::atWork);
            again(kept, access, request.hash(), response);
            return;
        }
        boolean kept = false;
        try {
            kept = first(place.get(), access.userId(), request, response, chain);
        } finally {
            if (!kept) {
                answers.release(place.get());
            }
        }
    }

    private static RequestRefused atWork() {
        return new RequestRefused(
                new Problem(409, "IDEMPOTENCY_KEY_IN_USE", "A request with this " + KEY + " is being answered")
                        .retryAfter(1));
    }

    private void again(
            IdempotentResponse kept, AuthenticatedSession access, String request, HttpServletResponse response)
            throws IOException {
        if (!kept.request().equals(request)) {
            throw new RequestRefused(
                    new Problem(422, "IDEMPOTENCY_KEY_REUSED", KEY + " was used for another request before"));
        }
        judge(kept.grounds(), access);
        response.setStatus(kept.status());
        kept.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setHeader(REPLAYED, "true");
        response.setContentLength(kept.body().length);
        response.getOutputStream().write(kept.body());
    }

    private void judge(Set<String> grounds, AuthenticatedSession access) {
        if (grounds.contains(Grounds.FRESH_SESSION)) {
            commands.send(new RequireFreshSession(access.userId(), access.sessionId()));
        }
        for (Permission permission : Permission.values()) {
            if (grounds.contains(permission.wire())) {
                permissions.require(permission, access);
            }
        }
    }

    /** Returns whether the answer is kept. */
    private boolean first(
            Reservation place, UserId user, ReadRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (answers.areTooMany(user)) {
            throw new RequestRefused(Problem.tooManyRequests("Too many " + KEY + "s today; send this one without")
                    .retryAfter(3_600));
        }
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        int status = answer.getStatus();
        boolean kept = status < 500 && !OF_THE_MOMENT.contains(status) && !holdsSecret(request, answer);
        if (kept) {
            answers.keep(
                    place,
                    user,
                    new IdempotentResponse(
                            request.hash(),
                            Grounds.ofRequest(),
                            status,
                            headers(answer),
                            answer.getContentAsByteArray()));
        }
        answer.copyBodyToResponse();
        return kept;
    }

    private static boolean holdsSecret(ReadRequest request, HttpServletResponse answer) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
        return answer.containsHeader("Set-Cookie")
                || route instanceof HandlerMethod method && method.hasMethodAnnotation(AnswersSecret.class);
    }

    private Map<String, List<String>> headers(HttpServletResponse answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            List<String> values = new ArrayList<>(answer.getHeaders(name));
            if (!values.isEmpty()) {
                headers.put(name, values);
            }
        }
        positions.last().ifPresent(position -> headers.put(LOG_POSITION, List.of(position)));
        return headers;
    }
}
