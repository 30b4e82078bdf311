package io.ssouser.app.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One browser with its cookies and tokens. Behaves like the published client: a JSON content type on every request, also on
 * empty ones, and the bearer on every route once there is one. It does not refresh by itself.
 */
public final class Browser {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private @Nullable String accessToken;
    private @Nullable String refreshToken;

    public Browser(URI base) {
        this.base = base;
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply post(String path) {
        return send("POST", path, null);
    }

    public Reply post(String path, Map<String, ?> body) {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    public Reply patch(String path, Map<String, ?> body) {
        return send("PATCH", path, JSON.writeValueAsString(body));
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** Follows a link as a browser does that shows pages: without a content type and without a bearer. */
    public Reply open(String path) {
        return exchange(page(path).GET());
    }

    /** Only asks what is there, as a scanner of mails does. */
    public Reply head(String path) {
        return exchange(page(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** Posts the form of the page at that address, whose origin is not told. */
    public Reply submit(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return exchange(page(path)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("Origin", "null")
                .POST(BodyPublishers.ofString(form)));
    }

    public Reply submit(String path) {
        return submit(path, Map.of());
    }

    private HttpRequest.Builder page(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .setHeader("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    /** Sends the body as it is, with further headers as name, value, name, value… */
    public Reply send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .setHeader("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (accessToken != null) {
            request.setHeader("Authorization", "Bearer " + accessToken);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return exchange(request);
    }

    private Reply exchange(HttpRequest.Builder request) {
        try {
            return new Reply(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the tokens of an answer of login, second factor or refresh. */
    public Browser keep(Reply tokens) {
        accessToken = tokens.text("access_token");
        refreshToken = tokens.text("refresh_token");
        return this;
    }

    public Browser bearer(@Nullable String token) {
        accessToken = token;
        return this;
    }

    /** The names of its cookies. */
    public List<String> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getName)
                .toList();
    }

    public @Nullable String accessToken() {
        return accessToken;
    }

    public @Nullable String refreshToken() {
        return refreshToken;
    }

    public Reply login(String email, String password) {
        return post("/api/auth/login", Map.of("email", email, "password", password));
    }

    /** What came back. */
    public record Reply(HttpResponse<String> http) {
        public int status() {
            return http.statusCode();
        }

        public String body() {
            return http.body();
        }

        public JsonNode json() {
            return JSON.readTree(http.body());
        }

        public String text(String member) {
            return json().get(member).asString();
        }

        public @Nullable String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }
    }
}
