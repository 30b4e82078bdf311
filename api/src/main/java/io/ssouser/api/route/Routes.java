package io.ssouser.api.route;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the rules of a request's route: once for all filters. Reads them at the start from the handler methods that Spring's mapping knows; until
 * then, every route needs a bearer.
 */
public final class Routes implements SmartInitializingSingleton {
    private final Supplier<RequestMappingHandlerMapping> mapping;
    private final RouteTree tree = new RouteTree();
    private final Map<Method, RouteRules> byHandler = new HashMap<>();

    /** @param mapping asked for when all beans are made: filters are made before it */
    public Routes(Supplier<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    @Override
    public void afterSingletonsInstantiated() {
        mapping.get().getHandlerMethods().forEach(this::add);
    }

    private void add(RequestMappingInfo route, HandlerMethod handler) {
        RouteRules rules = RouteRules.of(handler);
        Set<String> methods = route.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .collect(Collectors.toSet());
        route.getPatternValues().forEach(pattern -> tree.add(pattern, methods, rules));
        byHandler.put(handler.getMethod(), rules);
    }

    /** The rules of the request; from now on {@link RouteRules#of(HttpServletRequest)} knows them. */
    public RouteRules of(HttpServletRequest request) {
        return RouteRules.areKnown(request)
                ? RouteRules.of(request)
                : tree.find(request.getServletPath(), request.getMethod()).rememberedBy(request);
    }

    /** The rules of a handler, however a request got there. */
    public RouteRules of(HandlerMethod handler) {
        return byHandler.getOrDefault(handler.getMethod(), RouteRules.UNDECLARED);
    }
}
