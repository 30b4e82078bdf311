package io.ssouser.api.conventions;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.route.Routes;
import io.ssouser.api.security.BearerAuthentication;
import io.ssouser.application.session.token.AuthenticatedSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all controllers share: answers are JSON whatever a client accepts, and the bearer and the wanted position come as arguments. */
public final class HttpConventions implements WebMvcConfigurer {
    private final Routes routes;
    private final LogPositions positions;

    public HttpConventions(Routes routes, LogPositions positions) {
        this.routes = routes;
        this.positions = positions;
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new BearerCheck(routes));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new BearerArgument());
        resolvers.add(new MinPositionArgument(positions));
    }

    /** A handler that needs a bearer cannot be reached without one, whatever the filters let through. What the framework answers to OPTIONS has none. */
    private record BearerCheck(Routes routes) implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (handler instanceof HandlerMethod method
                    && !HttpMethod.OPTIONS.matches(request.getMethod())
                    && routes.of(method).needBearer()) {
                BearerAuthentication.current();
            }
            return true;
        }
    }

    private static final class BearerArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == AuthenticatedSession.class;
        }

        @Override
        public AuthenticatedSession resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return BearerAuthentication.current();
        }
    }

    private static final class MinPositionArgument implements HandlerMethodArgumentResolver {
        private final LogPositions positions;

        MinPositionArgument(LogPositions positions) {
            this.positions = positions;
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == MinPosition.class;
        }

        @Override
        public MinPosition resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            String sent = request.getHeader(MinPosition.HEADER);
            if (sent == null) {
                return new MinPosition(OptionalLong.empty());
            }
            OptionalLong position = positions.read(sent);
            if (position.isEmpty()) {
                throw new RequestRefused(Problem.badRequest("Invalid " + MinPosition.HEADER));
            }
            return new MinPosition(position);
        }
    }
}
