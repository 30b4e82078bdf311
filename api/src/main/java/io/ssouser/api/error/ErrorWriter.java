package io.ssouser.api.error;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@link Problem} as the whole answer, whatever the client accepts: the one place from which envelopes leave. Headers that
 * were set before stay. An answer that is on its way already is left alone.
 */
public final class ErrorWriter {
    private final JsonMapper json;
    private final Clock clock;

    public ErrorWriter(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    public void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json.writeValueAsBytes(ErrorBody.of(problem, clock.instant()));
        response.resetBuffer();
        problem.headers().forEach(response::setHeader);
        response.setStatus(problem.status());
        response.setCharacterEncoding((String) null);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
