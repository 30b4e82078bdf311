package io.ssouser.bench;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.user.UserCommand.RenameDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registers, confirms and signs in once; then every run gives the device another name. Each waits for its answer. */
public final class RenamingClient implements Runnable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PASSWORD = "quite a long pass phrase";
    private static final Pattern LINK = Pattern.compile("(/auth/verify-email\\?token=(?:3D)?)([0-9A-Za-z_.-]+)");

    private final HttpClient http;
    private final URI base;
    private final UserId user;
    private final String device;
    private @Nullable String token;
    private long number;

    /** @param outbox folder of the mails of the embedded service */
    public RenamingClient(HttpClient http, URI base, Path outbox, String email) {
        this.http = http;
        this.base = base;
        call("POST", "/api/auth/register", Map.of("email", email, "password", PASSWORD));
        call("GET", eventually("mail for " + email, () -> search(outbox, email)), null);
        JsonNode tokens = call("POST", "/api/auth/login", Map.of("email", email, "password", PASSWORD));
        this.token = tokens.get("access_token").asString();
        this.user = new UserId(call("GET", "/api/user", null).get("id").asString());
        this.device = eventually("a device", () -> {
            JsonNode devices = call("GET", "/api/user/devices", null).get("devices");
            return devices.isEmpty()
                    ? Optional.empty()
                    : Optional.of(devices.get(0).get("id").asString());
        });
    }

    @Override
    public void run() {
        call("PATCH", "/api/user/devices/" + device, Map.of("device_name", "name " + number++));
    }

    /** The access token. */
    public String token() {
        return Objects.requireNonNull(token);
    }

    /** Id of the device that it signed in from. */
    public String device() {
        return device;
    }

    /** The same as a command. */
    RenameDevice nextRename() {
        return new RenameDevice(user, new DeviceId(device), new DeviceName("name " + number++));
    }

    private JsonNode call(String method, String path, @Nullable Map<String, String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().startsWith("{") ? JSON.readTree(response.body()) : JSON.nullNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The rival's read models follow its log by polling, and reads cannot wait for them. */
    private static String eventually(String what, Supplier<Optional<String>> look) {
        for (int i = 0; i < 1_000; i++) {
            Optional<String> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new IllegalStateException("There is no " + what);
    }

    private static Optional<String> search(Path outbox, String email) {
        try (Stream<Path> mails = Files.list(outbox)) {
            return mails.filter(mail -> mail.toString().endsWith(".eml"))
                    .map(RenamingClient::read)
                    .filter(mail -> mail.contains(email))
                    .map(LINK::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1).replace("=3D", "=") + found.group(2))
                    .findFirst();
        } catch (IOException notThereYet) {
            return Optional.empty();
        }
    }

    private static String read(Path mail) {
        try {
            return Files.readString(mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
