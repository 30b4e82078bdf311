package io.ssouser.api.error;

import io.ssouser.api.page.Page;
import io.ssouser.api.page.PageRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@link Problem} as the whole answer: the one place from which errors leave. They leave as the wire contract's envelope unless
 * the client prefers {@code application/problem+json}, and as a page to a browser that follows a link of a mail. Headers that were set before stay. An answer that is on its way already is
 * left alone.
 */
public final class ErrorWriter {
    private final JsonMapper json;
    private final Clock clock;

    public ErrorWriter(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (PageRequests.wantsPage(request) && (problem.isOfLink() || PageRequests.asksForHtml(request))) {
            write(response, problem, problem.asPage());
            return;
        }
        ErrorBody envelope = ErrorBody.of(problem, clock.instant());
        if (Accept.prefersProblem(request.getHeader("Accept"))) {
            write(response, problem, "application/problem+json", ProblemBody.of(problem, envelope));
        } else {
            write(response, problem, "application/json", envelope);
        }
    }

    /** As the envelope, to somebody whose request is not at hand. */
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem, "application/json", ErrorBody.of(problem, clock.instant()));
    }

    private static void write(HttpServletResponse response, Problem problem, Page page) throws IOException {
        if (!response.isCommitted()) {
            Page.headers().forEach(response::setHeader);
            write(response, problem, page.status(), Page.TYPE, page.html().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void write(HttpServletResponse response, Problem problem, String type, Object content) throws IOException {
        if (!response.isCommitted()) {
            write(response, problem, problem.status(), type, json.writeValueAsBytes(content));
        }
    }

    private static void write(HttpServletResponse response, Problem problem, int status, String type, byte[] body)
            throws IOException {
        response.resetBuffer();
        problem.headers().forEach(response::setHeader);
        response.setStatus(status);
        response.setCharacterEncoding((String) null);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
