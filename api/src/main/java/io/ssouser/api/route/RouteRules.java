package io.ssouser.api.route;

import io.ssouser.api.route.Route.ErrorForm;
import io.ssouser.api.route.Route.PositionHeader;
import io.ssouser.api.route.Route.RateLimit;
import io.ssouser.api.route.Route.RouteAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** What a {@link Route} says, for a request: the same for all that handle it. */
public record RouteRules(RouteAccess access, RateLimit limit, ErrorForm errors, PositionHeader position) {
    static final RouteRules UNDECLARED =
            new RouteRules(RouteAccess.BEARER, RateLimit.NONE, ErrorForm.ENVELOPE, PositionHeader.SENT);

    private static final String ATTRIBUTE = RouteRules.class.getName();

    /** Those that {@link Routes} found; those of an undeclared route where nobody has looked, as the container refused the request before. */
    public static RouteRules of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RouteRules known ? known : UNDECLARED;
    }

    static boolean areKnown(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    RouteRules rememberedBy(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        return this;
    }

    /** As its method says, else as its controller does. */
    static RouteRules of(HandlerMethod handler) {
        Route said = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Route.class);
        if (said == null) {
            said = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Route.class);
        }
        return said == null ? UNDECLARED : new RouteRules(said.access(), said.limit(), said.errors(), said.position());
    }

    /**
     * Those of a path that has no route, from those of the routes beside it: where all need a bearer, it needs one too, so that a stranger does not
     * learn which routes exist; and where all count by one limit, it counts by it too.
     */
    static RouteRules beside(Collection<RouteRules> routes) {
        boolean bearer = routes.stream().allMatch(RouteRules::needBearer);
        Set<RateLimit> limits =
                routes.stream().map(rules -> rules.limit().general()).collect(Collectors.toSet());
        return new RouteRules(
                bearer ? RouteAccess.BEARER : RouteAccess.PUBLIC,
                limits.size() == 1 ? limits.iterator().next() : RateLimit.NONE,
                UNDECLARED.errors(),
                UNDECLARED.position());
    }

    /** Whether only a good access token opens the route. */
    public boolean needBearer() {
        return access == RouteAccess.BEARER;
    }
}
