package io.ssouser.api.conventions;

import io.ssouser.api.error.ErrorWriter;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.Problems;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.limits.ClientAddress;
import io.ssouser.api.route.Routes;
import io.ssouser.api.security.PercentEncoding;
import io.ssouser.api.security.RequestProvenance;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost of the filters: gives the request its id and provenance, refuses a query that cannot be read, gives every answer its
 * {@link ConventionalResponse headers}, and turns whatever the filters behind it throw into an envelope.
 */
public final class RequestFilter extends OncePerRequestFilter implements Ordered {
    static final String REQUEST_ID = "X-Request-Id";

    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Routes routes;
    private final ClientAddress addresses;
    private final RequestProvenance provenance;
    private final LogPositions positions;
    private final Problems problems;
    private final ErrorWriter errors;
    private final Supplier<UUID> ids;

    public RequestFilter(
            Routes routes,
            ClientAddress addresses,
            RequestProvenance provenance,
            LogPositions positions,
            Problems problems,
            ErrorWriter errors,
            Supplier<UUID> ids) {
        this.routes = routes;
        this.addresses = addresses;
        this.provenance = provenance;
        this.positions = positions;
        this.problems = problems;
        this.errors = errors;
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        String sent = request.getHeader(REQUEST_ID);
        String id = sent != null && SANE_ID.matcher(sent).matches()
                ? sent
                : ids.get().toString();
        String userAgent = request.getHeader("User-Agent");
        response.setHeader(REQUEST_ID, id);
        positions.clear();
        provenance.begin(id, addresses.of(request), userAgent == null ? "" : userAgent);
        ConventionalResponse answer = new ConventionalResponse(
                request, response, positions, routes.of(request).position());
        try {
            if (!PercentEncoding.isSound(request.getQueryString())) {
                throw new RequestRefused(Problem.badRequest("The query is not valid percent-encoded UTF-8"));
            }
            chain.doFilter(request, answer);
        } catch (Exception | StackOverflowError failure) {
            errors.write(request, answer, problems.of(failure, request));
        } finally {
            answer.complete();
            positions.clear();
            provenance.end();
        }
    }

    /** Only behind Boot's filter for observations, which has to see the status that is answered. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 10;
    }
}
