package io.ssouser.app.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.RunningService;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests byte by byte, in the pieces in which a slow client, or a clumsy one, sends them. */
@Tag("files")
class RequestValveTest {
    private static final RunningService SERVICE =
            RunningService.fresh("sso.connections.body-within=2s", "sso.connections.head-within=2s");
    private static final String REFRESH =
            "POST /api/auth/refresh HTTP/1.1\r\nHost: sso\r\nContent-Type: application/json\r\n";
    private static final String BODY = "{\"refresh_token\":\"of nobody\"}";
    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: sso\r\n";
    private static final String LAST = "Connection: close\r\n";
    private static final String REFUSED = "Invalid refresh token";

    /** Nobody opens it. */
    private static final CountDownLatch PAUSE = new CountDownLatch(1);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    private static String length(int bytes) {
        return "Content-Length: " + bytes + "\r\n\r\n";
    }

    /** Each piece some time after the one before. */
    private static String sent(String... pieces) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", SERVICE.base().getPort())) {
            socket.setSoTimeout(20_000);
            for (String piece : pieces) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                PAUSE.await(150, TimeUnit.MILLISECONDS);
            }
            return all(socket);
        }
    }

    /** As {@link #sent}, and then ends its half of the connection. */
    private static String sentAndEnded(String... pieces) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", SERVICE.base().getPort())) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0) {
                    PAUSE.await(150, TimeUnit.MILLISECONDS);
                }
                socket.getOutputStream().write(pieces[i].getBytes(StandardCharsets.US_ASCII));
            }
            socket.shutdownOutput();
            return all(socket);
        }
    }

    private static String all(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] some = new byte[8_192];
        try {
            for (int read = socket.getInputStream().read(some);
                    read >= 0;
                    read = socket.getInputStream().read(some)) {
                answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
            }
        } catch (SocketException reset) {
            answer.append("<reset>");
        }
        return answer.toString();
    }

    private static int answers(String all) {
        return all.split("HTTP/1\\.1 ", -1).length - 1;
    }

    @Test
    void a_body_that_comes_in_pieces_is_read_as_one() throws Exception {
        assertThat(sent(REFRESH + LAST + length(BODY.length()), BODY.substring(0, 5), BODY.substring(5)))
                .startsWith("HTTP/1.1 401")
                .contains(REFUSED);
    }

    @Test
    void a_body_in_chunks_is_read_as_one() throws Exception {
        String chunk = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n";

        assertThat(sent(REFRESH + LAST + "Transfer-Encoding: chunked\r\n\r\n", chunk, "0\r\n\r\n"))
                .startsWith("HTTP/1.1 401")
                .contains(REFUSED);
    }

    @Test
    void whoever_sends_no_more_is_answered() throws Exception {
        String chunked = REFRESH + LAST + "Transfer-Encoding: chunked\r\n\r\n";
        String chunk = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

        assertThat(sentAndEnded(chunked + chunk)).startsWith("HTTP/1.1 401");
        assertThat(sentAndEnded(chunked, chunk)).startsWith("HTTP/1.1 401");
        assertThat(sentAndEnded(chunked, chunk.substring(0, 9), chunk.substring(9)))
                .startsWith("HTTP/1.1 401");
        assertThat(sentAndEnded(REFRESH + LAST + length(BODY.length()), BODY)).startsWith("HTTP/1.1 401");
        assertThat(sentAndEnded(REFRESH + length(BODY.length()), BODY)).startsWith("HTTP/1.1 401");
    }

    @Test
    void what_follows_a_body_is_the_next_request() throws Exception {
        String more = HEALTH + "\r\n" + HEALTH + LAST + "\r\n";
        String chunk = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

        String afterLength = sent(REFRESH + length(BODY.length()), BODY + more);
        String afterChunks = sent(REFRESH + "Transfer-Encoding: chunked\r\n\r\n", chunk + more);

        assertThat(answers(afterLength)).as(afterLength).isEqualTo(3);
        assertThat(answers(afterChunks)).as(afterChunks).isEqualTo(3);
        assertThat(afterLength).endsWith("{\"status\":\"UP\"}");
        assertThat(afterChunks).endsWith("{\"status\":\"UP\"}");
    }

    @Test
    void a_form_that_comes_late_is_a_form() throws Exception {
        String form = "token=unknown";

        assertThat(sent(
                        "POST /auth/undo-email-change HTTP/1.1\r\nHost: sso\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\n" + LAST + length(form.length()),
                        form))
                .startsWith("HTTP/1.1 404")
                .contains("This link is not valid");
    }

    @Test
    void permission_to_send_is_given_for_a_body_that_will_be_read() throws Exception {
        String expect = "Expect: 100-continue\r\n";

        String fits = sent(REFRESH + LAST + expect + length(BODY.length()), BODY);
        String doesNot = sent(REFRESH + LAST + expect + length(3_000_000));

        assertThat(fits).startsWith("HTTP/1.1 100").contains("HTTP/1.1 401", REFUSED);
        assertThat(doesNot).startsWith("HTTP/1.1 413").doesNotContain("HTTP/1.1 100");
    }

    @Test
    void whoever_sends_too_much_reads_that_it_is_too_much() throws Exception {
        String megabytes = "a".repeat(3_000_000);
        String chunks = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").repeat(40) + "0\r\n\r\n";

        assertThat(sent(REFRESH + length(megabytes.length()) + megabytes))
                .startsWith("HTTP/1.1 413")
                .contains("Request body is too large")
                .doesNotContain("<reset>");
        assertThat(sent(REFRESH + "Transfer-Encoding: chunked\r\n\r\n" + chunks))
                .startsWith("HTTP/1.1 413")
                .contains("Request body is too large")
                .doesNotContain("<reset>");
    }

    @Test
    void a_broken_chunk_is_a_bad_request() throws Exception {
        assertThat(sent(REFRESH + "Transfer-Encoding: chunked\r\n\r\n", "zz\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void a_body_has_its_time_in_all() throws Exception {
        long start = System.nanoTime();

        assertThat(sent(REFRESH + length(500), "{", " ", " "))
                .startsWith("HTTP/1.1 408")
                .contains("The request took too long to arrive");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
    }

    @Test
    void a_head_has_its_time_in_all() throws Exception {
        assertThat(sent("GET /health HTTP/1.1\r\nHost: ", "s")).isEmpty();
    }

    @Test
    void a_large_answer_comes_whole() throws Exception {
        String answer = sent("GET /openapi HTTP/1.1\r\nHost: sso\r\n" + LAST + "\r\n");

        int declared = Integer.parseInt(answer.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        assertThat(declared).isGreaterThan(50_000);
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8))
                .hasSize(declared);
    }
}
