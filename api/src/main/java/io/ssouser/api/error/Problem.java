package io.ssouser.api.error;

import io.ssouser.api.page.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says no. The codes are the ones that clients of this API know (wire contract, section 2); a status without a code of
 * its own, such as 405 or 422, goes as {@code BAD_REQUEST}.
 *
 * @param message for the person at the other end; never the text of an exception
 * @param headers to be set on the answer
 * @param methods by which the caller may prove who they are, so that the same request passes; none for most
 * @param page what a browser is shown where it is answered with a page; null for one that has the message alone
 */
public record Problem(
        int status,
        String code,
        String message,
        Map<String, String> headers,
        List<String> methods,
        @Nullable Page page) {
    public Problem {
        headers = Map.copyOf(headers);
        methods = List.copyOf(methods);
    }

    public Problem(int status, String code, String message, Map<String, String> headers) {
        this(status, code, message, headers, List.of(), null);
    }

    public Problem(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    public static Problem badRequest(String message) {
        return new Problem(400, "BAD_REQUEST", message);
    }

    public static Problem unauthorized(String message) {
        return new Problem(401, "UNAUTHORIZED", message);
    }

    public static Problem forbidden(String message) {
        return new Problem(403, "FORBIDDEN", message);
    }

    public static Problem notFound(String message) {
        return new Problem(404, "NOT_FOUND", message);
    }

    public static Problem tooManyRequests(String message) {
        return new Problem(429, "TOO_MANY_REQUESTS", message);
    }

    public static Problem unavailable(String message) {
        return new Problem(503, "SERVICE_UNAVAILABLE", message);
    }

    /** The answer to a failure of which only the status is known. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> badRequest("Bad request");
            case 401 -> unauthorized("Unauthorized");
            case 403 -> forbidden("Forbidden");
            case 404 -> notFound("Not found");
            case 405 -> new Problem(405, "BAD_REQUEST", "Method not allowed");
            case 406 -> new Problem(406, "BAD_REQUEST", "Not acceptable");
            case 408 -> new Problem(408, "BAD_REQUEST", "The request took too long to arrive");
            case 413 -> new Problem(413, "BAD_REQUEST", "Request body is too large");
            case 415 -> new Problem(415, "BAD_REQUEST", "Content-Type must be application/json");
            case 429 -> tooManyRequests("Too many requests");
            case 503 -> unavailable("Service is temporarily unavailable");
            default ->
                status < 500
                        ? new Problem(Math.max(status, 400), "BAD_REQUEST", "Bad request")
                        : new Problem(status, "INTERNAL_SERVER_ERROR", "Internal server error");
        };
    }

    /** The same answer with one more header. */
    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, message, more, methods, page);
    }

    /** The same answer, which a browser gets as that page. */
    Problem shown(Page other) {
        return new Problem(status, code, message, headers, methods, other);
    }

    /** The same answer, which tells the methods that would let the request pass. */
    Problem offering(List<String> stepUpMethods) {
        return new Problem(status, code, message, headers, stepUpMethods, page);
    }

    /** Whether it tells what became of a link, which is for a person whatever the request says. */
    boolean isOfLink() {
        return page != null;
    }

    /** What a browser is shown. */
    Page asPage() {
        return page == null ? Page.titled(message).status(status) : page;
    }

    /** The same answer, asking the client to wait. */
    public Problem retryAfter(long seconds) {
        return with("Retry-After", Long.toString(seconds));
    }
}
