package io.ssouser.app.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP as the published client does: {@code Content-Type: application/json} always, a bearer when it has one. */
final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final String address;

    Client(int port, String address) {
        this.port = port;
        this.address = address;
    }

    /** An address that no other client has, so that nobody else's requests count against it. */
    static String freshAddress() {
        String any = UUID.randomUUID().toString();
        return "2001:db8:" + any.substring(0, 4) + ":" + any.substring(4, 8) + "::1";
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> post(String path, @Nullable String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** @param headers names and values in turn; a Content-Type among them replaces the usual one */
    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        if (!all.contains("X-Forwarded-For")) {
            all.addAll(List.of("X-Forwarded-For", address));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .headers(all.toArray(String[]::new))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
