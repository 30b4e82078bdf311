package io.ssouser.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/**
 * The one server that all contenders use: that of {@code SSO_BENCH_MONGODB_URI} when it is set, else mongo-java-server in a JVM of its
 * own, which answers as MongoDB does but keeps everything in memory, waits for no disk and no majority, and scans for ranges.
 */
final class BenchServer implements AutoCloseable {
    /** System properties: SLF4J's own way to log nothing, and not to tell of that. */
    static final Map<String, String> NO_LOGGING = Map.of(
            "slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider", "slf4j.internal.verbosity", "WARN");

    private final String uri;
    private final String kind;
    private final @Nullable Process process;

    private BenchServer(String uri, String kind, @Nullable Process process) {
        this.uri = uri;
        this.kind = kind;
        this.process = process;
    }

    static BenchServer start() throws IOException {
        @Nullable String real = System.getenv("SSO_BENCH_MONGODB_URI");
        if (real != null) {
            return new BenchServer(real, "the server of SSO_BENCH_MONGODB_URI", null);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        NO_LOGGING.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WireServer.class.getName()));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        @Nullable String port = said.readLine();
        if (port == null) {
            throw new IOException("The wire server did not start");
        }
        return new BenchServer(
                "mongodb://127.0.0.1:" + port + "/",
                "mongo-java-server in a JVM of its own (in memory, no disk, no majority, every range is a scan)",
                child);
    }

    String description() {
        try (MongoClient client = MongoClients.create(uri)) {
            BsonDocument build = client.getDatabase("admin")
                    .runCommand(new BsonDocument("buildInfo", new BsonInt32(1)), BsonDocument.class);
            return kind + ", says it is MongoDB " + build.getString("version").getValue();
        }
    }

    /** A database of its own for each turn, so that no turn is slower for what came before it. */
    Database database() {
        String name = "sso-bench-" + UUID.randomUUID().toString().substring(0, 13);
        int options = uri.indexOf('?');
        String hosts = options < 0 ? uri : uri.substring(0, options);
        int path = hosts.indexOf('/', "mongodb+srv://".length());
        String base = path < 0 ? hosts + "/" : hosts.substring(0, path + 1);
        return new Database(base + name + (options < 0 ? "" : uri.substring(options)), name);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Dropped at the end. */
    record Database(String uri, String name) implements AutoCloseable {
        @Override
        public void close() {
            try (MongoClient client = MongoClients.create(uri)) {
                client.getDatabase(name).drop();
            }
        }
    }
}
