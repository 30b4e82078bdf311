package io.ssouser.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no honest client sends, byte by byte. */
class RawRequestTest extends EdgeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/user/devices/a%2Fb HTTP/1.1",
                "GET /api/user/devices/a%5Cb HTTP/1.1",
                "GET /api/user/%00 HTTP/1.1",
                "GET /api/user/<script> HTTP/1.1",
                "GET /api/user/%zz HTTP/1.1",
                "GET /../etc/passwd HTTP/1.1",
                "GET /api/user?x={} HTTP/1.1",
                "G<T /api/user HTTP/1.1",
                "nonsense",
                "TRACE /api/user HTTP/1.1",
                "FOO /api/user HTTP/1.1",
            })
    void a_broken_request_is_refused_without_a_word_of_the_inside(String line) throws IOException {
        String answer = send(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer).doesNotContainIgnoringCase("exception").doesNotContain("Tomcat", "<html", "at org.");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body)
                .satisfiesAnyOf(
                        empty -> assertThat(empty).isEmpty(),
                        envelope ->
                                assertThat(envelope).startsWith("{\"error\":\"").contains("\"error_code\":\""));
    }

    @Test
    void an_encoded_slash_gets_the_envelope_though_no_filter_sees_it() throws IOException {
        String answer = send("GET /api/user/devices/a%2Fb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("application/json", "{\"error\":\"Bad request\",\"error_code\":\"BAD_REQUEST\"");
    }

    @Test
    void a_body_without_a_declared_length_is_stopped_at_one_mebibyte() throws IOException {
        StringBuilder request = new StringBuilder("POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        request.append("a\r\n{\"email\":\"\r\n");
        for (int i = 0; i < 20; i++) {
            request.append("10000\r\n").append("a".repeat(0x10000)).append("\r\n");
        }
        request.append("0\r\n\r\n");

        assertThat(send(request.toString())).startsWith("HTTP/1.1 413").contains("Request body is too large");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
