package io.ssouser.app.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Behaves like the published client (wire contract, section 1): a JSON content type on every request, the bearer on public routes too,
 * one refresh and one resend at a 401, and errors read from the envelope alone. It keeps its session as that client does: in a store,
 * where an empty refresh token overwrites none.
 */
final class SdkClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> store = new ConcurrentHashMap<>();
    private final List<String> sent = new ArrayList<>();

    SdkClient(URI base) {
        this.base = base;
    }

    /** What the client throws. */
    static final class SsoApiError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int statusCode;
        final String errorCode;

        SsoApiError(String message, int statusCode, String errorCode) {
            super(message);
            this.statusCode = statusCode;
            this.errorCode = errorCode;
        }
    }

    JsonNode get(String path) {
        return call("GET", path, null);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return call("POST", path, body);
    }

    JsonNode call(String method, String path, @Nullable Map<String, ?> body) {
        HttpResponse<String> first = send(method, path, body);
        if (first.statusCode() == 401 && mayRefresh(path) && store.containsKey("refresh_token")) {
            if (!refresh()) {
                store.clear();
                return read(first);
            }
            return read(send(method, path, body));
        }
        return read(first);
    }

    /** Keeps what login, the second factor and refresh answer. */
    JsonNode startSession(JsonNode tokens) {
        store.put("access_token", tokens.get("access_token").asString());
        String refreshToken = tokens.get("refresh_token").asString();
        if (!refreshToken.isEmpty()) {
            store.put("refresh_token", refreshToken);
        }
        return tokens;
    }

    JsonNode login(String email, String password) {
        return startSession(post("/api/auth/login", Map.of("email", email, "password", password)));
    }

    boolean isAuthenticated() {
        return store.containsKey("access_token");
    }

    /** Method and path of everything that went out, in order. */
    List<String> sent() {
        return sent;
    }

    private static boolean mayRefresh(String path) {
        return !path.contains("/auth/login") && !path.contains("/auth/refresh");
    }

    private boolean refresh() {
        HttpResponse<String> renewed =
                send("POST", "/api/auth/refresh", Map.of("refresh_token", store.get("refresh_token")));
        if (renewed.statusCode() != 200) {
            return false;
        }
        startSession(JSON.readTree(renewed.body()));
        return true;
    }

    private HttpResponse<String> send(String method, String path, @Nullable Map<String, ?> body) {
        sent.add(method + " " + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path.replace(" ", "%20")))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        String token = store.get("access_token");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("application/json");
        if (response.statusCode() >= 400) {
            throw error(response, json);
        }
        if (response.body().isEmpty()) {
            return MissingNode.getInstance();
        }
        return json ? JSON.readTree(response.body()) : JSON.valueToTree(response.body());
    }

    private static SsoApiError error(HttpResponse<String> response, boolean json) {
        JsonNode body = json ? JSON.readTree(response.body()) : MissingNode.getInstance();
        boolean envelope = !text(body, "error").isEmpty()
                && !text(body, "error_code").isEmpty()
                && !text(body, "timestamp").isEmpty();
        return envelope
                ? new SsoApiError(text(body, "error"), response.statusCode(), text(body, "error_code"))
                : new SsoApiError("HTTP " + response.statusCode(), response.statusCode(), "UNKNOWN_ERROR");
    }

    private static String text(JsonNode body, String member) {
        return body.path(member).asString("");
    }
}
