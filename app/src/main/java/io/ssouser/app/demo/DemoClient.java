package io.ssouser.app.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** One browser of the demo: keeps cookies and tokens, and prints every request with its answer. */
final class DemoClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WIDTH = 150;

    private final URI base;
    private final PrintWriter out;
    private final HttpClient http;
    private @Nullable String accessToken;

    DemoClient(URI base, PrintWriter out) {
        this(
                base,
                out,
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build(),
                null);
    }

    private DemoClient(URI base, PrintWriter out, HttpClient http, @Nullable String accessToken) {
        this.base = base;
        this.out = out;
        this.http = http;
        this.accessToken = accessToken;
    }

    /** The same browser, talking to a service that moved. */
    DemoClient at(URI other) {
        return new DemoClient(other, out, http, accessToken);
    }

    void say(String sentence) {
        out.printf("%n%s.%n", sentence);
        out.flush();
    }

    void signIn(JsonNode tokens) {
        accessToken = tokens.get("access_token").asString();
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Map<String, String> body) {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    Answer patch(String path, Map<String, String> body) {
        return send("PATCH", path, JSON.writeValueAsString(body));
    }

    private Answer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body().replaceAll("\\s+", " ");
            String shown = text.length() > WIDTH ? text.substring(0, WIDTH) + "…" : text;
            out.printf("  %-6s %s%n         %d %s%n", method, path, response.statusCode(), shown);
            return new Answer(method + " " + path, response);
        } catch (IOException e) {
            throw new UncheckedIOException("The service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** What came back for a request. */
    record Answer(String request, HttpResponse<String> response) {
        /** @throws IllegalStateException when the status is another one: then the demo has failed */
        JsonNode is(int status) {
            if (response.statusCode() != status) {
                throw new IllegalStateException(request + " was answered " + response.statusCode() + " instead of "
                        + status + ": " + response.body());
            }
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("application/json");
            return json ? JSON.readTree(response.body()) : JsonNodeFactory.instance.missingNode();
        }
    }

    /** Something that may have to be looked for more than once. */
    interface Search<T> {
        Optional<T> look() throws IOException;
    }

    /** @throws IllegalStateException when ten seconds do not bring it */
    static <T> T eventually(String what, Search<T> search) {
        for (int i = 0; i < 200; i++) {
            try {
                Optional<T> found = search.look();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (IOException notThereYet) {
                // The folder appears with the first mail.
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new IllegalStateException("There was no " + what + " within ten seconds.");
    }
}
