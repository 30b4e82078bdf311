package io.ssouser.api.limits;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body of more than 1 MiB with 413: at once when its length is declared, otherwise when reading gets there. Refuses as well what
 * whoever read the body before found to be wrong with it, here where browsers of other origins may read the reason.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {
    /** Wire contract, section 2. */
    public static final int MOST_BYTES = 1 << 20;

    /** The request's attribute with the {@link Problem} of its body. */
    public static final String REFUSED = BodyLimitFilter.class.getName();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(REFUSED) instanceof Problem problem) {
            throw new RequestRefused(problem);
        }
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        chain.doFilter(new Bounded(request), response);
    }

    private static RequestRefused tooLarge() {
        return new RequestRefused(Problem.ofStatus(413));
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        private @Nullable ServletInputStream body;

        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream counted = body == null ? new Counted(super.getInputStream()) : body;
            body = counted;
            return counted;
        }
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private long read;

        Counted(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int some = body.read(target, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int more) {
            read += more;
            if (read > MOST_BYTES) {
                throw tooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
