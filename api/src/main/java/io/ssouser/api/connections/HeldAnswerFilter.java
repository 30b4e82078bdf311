package io.ssouser.api.connections;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Hands the part of an answer that does not fit the container's buffer to {@link RequestValve}. The outermost of the filters. */
public final class HeldAnswerFilter extends OncePerRequestFilter implements Ordered {
    static final String REST = HeldAnswerFilter.class.getName();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HeldAnswer held = new HeldAnswer(response);
        chain.doFilter(request, held);
        byte[] rest = held.rest();
        if (rest.length > 0) {
            request.setAttribute(REST, rest);
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
