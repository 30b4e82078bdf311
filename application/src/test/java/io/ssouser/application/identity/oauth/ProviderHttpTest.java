package io.ssouser.application.identity.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderHttpTest {
    private final ProviderHttp http = new ProviderHttp(Duration.ofSeconds(10));
    private final ProviderHttp impatient = new ProviderHttp(Duration.ofMillis(300));
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger elsewhere = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/short", 200, "{\"a\":1}".getBytes());
        serve("/most", 200, new byte[256 * 1024]);
        serve("/too-long", 200, new byte[256 * 1024 + 1]);
        serve("/refused", 403, "no".getBytes());
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/dribbling", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            awaitStop();
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        server.stop(0);
    }

    @Test
    void an_answer_is_read_with_its_headers_and_body() throws IOException {
        assertThat(http.send(new HTTPRequest(HTTPRequest.Method.GET, at("/short")))
                        .getBody())
                .isEqualTo("{\"a\":1}");
        assertThat(http.retrieveResource(url("/short")).getContent()).isEqualTo("{\"a\":1}");
        assertThat(http.retrieveResource(url("/most")).getContent()).hasSize(256 * 1024);
    }

    @Test
    void an_answer_that_is_too_long_is_none() {
        assertThatIOException().isThrownBy(() -> http.retrieveResource(url("/too-long")));
    }

    @Test
    void an_answer_whose_end_does_not_come_in_time_is_none() {
        assertThatIOException()
                .isThrownBy(() -> impatient.retrieveResource(url("/dribbling")))
                .withMessageContaining("PT0.3S");
    }

    @Test
    void an_answer_that_leads_elsewhere_is_not_followed() throws IOException {
        assertThat(http.send(new HTTPRequest(HTTPRequest.Method.GET, at("/moved")))
                        .getStatusCode())
                .isEqualTo(302);
        assertThatIOException().isThrownBy(() -> http.retrieveResource(url("/moved")));
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void a_refusal_and_a_closed_port_are_no_resource() {
        assertThatIOException().isThrownBy(() -> http.retrieveResource(url("/refused")));
        assertThatIOException()
                .isThrownBy(() ->
                        http.retrieveResource(URI.create("http://127.0.0.1:1/x").toURL()));
    }

    private void serve(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private URL url(String path) throws IOException {
        return at(path).toURL();
    }
}
