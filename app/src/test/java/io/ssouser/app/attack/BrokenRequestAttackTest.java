package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.AnyStore;
import io.ssouser.app.journey.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Broken encodings, bytes that are no UTF-8 and headers that nobody sends, on every route of the description: refused, and never a 500. */
@AnyStore
class BrokenRequestAttackTest {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final Set<String> BODIES = Set.of("POST", "PUT", "PATCH");

    private static final List<String> QUERIES = List.of(
            "token=%zz",
            "token=%",
            "token=%4",
            "%zz",
            "a=b&%e0%a4=%a",
            "token=%ff",
            "token=%c0%80",
            "token=%ed%a0%80",
            "token=%f8%88%80%80%80",
            "a=%u0041");

    private static final List<String> PATH_ENDS =
            List.of("%zz", "%", "%4", "/%ff", "/%c0%ae%c0%ae", "/%00", "%0d%0aX:y", "/..;/x", "\u00ff", "/%2f", "%5c");

    private static final List<String> HEADERS = List.of(
            "Authorization: Bearer",
            "Authorization: bearer \u00ff\u00fe",
            "Authorization: Bearer a.b.c",
            "Authorization: Bearer " + ".".repeat(3_000),
            "Authorization: Basic %%%",
            "Authorization: Bearer x\r\nAuthorization: Bearer y",
            "Accept: \u00ff/;q=%%",
            "Accept: application/problem+json;q=x,,;",
            "Accept-Charset: klingon",
            "Accept-Encoding: ,,;q=\u00ff",
            "Accept-Language: \u00ff;;q=nine,%%%",
            "Content-Type: \u00ff",
            "Content-Type: application/json; charset=\u00ff",
            "Content-Type: multipart/form-data",
            "Content-Encoding: gzip",
            "Cookie: sso_device=\u00ff%zz; =; ;;sso_trip=\"; $Version=9",
            "Cookie: sso_device=" + "A".repeat(4_000),
            "Expect: 200-maybe",
            "If-Match: \"\u00ff",
            "If-None-Match: W/,\"\"\"",
            "If-Modified-Since: yesterday",
            "If-Unmodified-Since: -1",
            "Idempotency-Key: \u00ff",
            "Origin: %zz",
            "Origin: https://\u00ff:99999",
            "Range: bytes=9-1,-",
            "Referer: %zz",
            "User-Agent: \u00ff\u00c0\u0080",
            "X-Api-Key: \u00ff",
            "X-Forwarded-For: ,,[::1,%zz:, \u00ff",
            "X-Forwarded-Host: %zz",
            "X-Forwarded-Proto: \u00ff",
            "X-HTTP-Method-Override: %zz",
            "X-Min-Log-Position: \u0661",
            "X-Request-Id: \u00ff",
            "Content-Length: 1",
            "Transfer-Encoding: chunked",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999");

    /** One route of the description. */
    record Route(String method, String path) {}

    @Test
    void a_query_that_cannot_be_read_is_refused_on_every_route_with_the_envelope() {
        routes().forEach(route -> QUERIES.forEach(query -> {
            String answer = send(route, route.path() + "?" + query, "", "");

            String where = route + "?" + query + "\n" + answer;
            assertThat(answer).as(where).startsWith("HTTP/1.1 400");
            if (!route.method().equals("HEAD")) {
                assertThat(answer).as(where).contains("{\"error\":\"The query is not valid percent-encoded UTF-8\"");
            }
        }));
    }

    @Test
    void a_path_that_cannot_be_read_is_refused_on_every_route() {
        routes().forEach(route -> PATH_ENDS.forEach(end -> assertRefused(route, route.path() + end, "", "")));
    }

    @Test
    void headers_that_nobody_sends_break_no_route() {
        String bearer = Target.ACCOUNTS.newSignedIn("headers").accessToken();
        routes().forEach(route -> HEADERS.forEach(header -> {
            assertNotBroken(route, header, "{}");
            boolean takesBearer = !header.startsWith("Authorization");
            if (takesBearer && route.method().equals("GET")) {
                // Whoever promises a body and hangs up is owed no answer.
                String promised = header.startsWith("Content-Length")
                        ? "{}"
                        : header.startsWith("Transfer-Encoding") ? "0\r\n\r\n" : "";
                assertNotBroken(route, header + "\r\nAuthorization: Bearer " + bearer, promised);
            }
        }));
    }

    @Test
    void forms_and_bodies_that_cannot_be_read_break_no_route() {
        String form = "Content-Type: application/x-www-form-urlencoded";
        List<String> bodies = List.of("token=%zz", "%", "token=%ff&token=%", "a=%00", "\u00ff\u00fe=\u00c0", "&&&=&");
        routes().filter(route ->
                        BODIES.contains(route.method()) || route.method().equals("DELETE"))
                .forEach(route -> bodies.forEach(body -> {
                    assertNotBroken(route, form, body);
                    assertNotBroken(route, "Content-Type: application/json", body);
                    assertNotBroken(route, "Content-Type: multipart/form-data; boundary=x", "--x\r\n" + body);
                }));
    }

    private static void assertRefused(Route route, String target, String header, String body) {
        String answer = send(route, target, header, body);
        assertThat(answer).as(route + " " + target + "\n" + answer).startsWith("HTTP/1.1 4");
    }

    private static void assertNotBroken(Route route, String header, String body) {
        String answer = send(route, route.path(), header, body);
        assertThat(answer)
                .as(route + " " + header + "\n" + body + "\n" + answer)
                .startsWith("HTTP/1.1 ")
                .doesNotStartWith("HTTP/1.1 5")
                .doesNotContain("Exception", "at org.");
    }

    private static Stream<Route> routes() {
        Browser browser = Target.SERVICE.browser();
        JsonNode paths = browser.get("/openapi").json().get("paths");
        return paths.propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> operation.getValue().isObject())
                        .map(operation -> new Route(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey()
                                        .replace("{id}", NOBODY)
                                        .replace("{provider}", "github")
                                        .replaceAll("\\{\\w+}", "x"))));
    }

    private static String send(Route route, String target, String header, String body) {
        boolean hasLength = header.startsWith("Content-Length") || header.startsWith("Transfer-Encoding");
        String request = route.method() + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (header.isEmpty() ? "" : header + "\r\n")
                + (hasLength ? "" : "Content-Length: " + body.length() + "\r\n")
                + "\r\n" + body;
        try (Socket socket = new Socket("127.0.0.1", Target.SERVICE.base().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
