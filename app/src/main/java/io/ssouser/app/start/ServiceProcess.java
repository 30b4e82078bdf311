package io.ssouser.app.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The service as a process of its own, with a port and a data folder: to be talked to over a socket, and to be killed.
 *
 * @param process the running JVM; its output goes to {@code service.log} beside the data folder
 * @param base as {@code http://127.0.0.1:8081}
 */
public record ServiceProcess(Process process, URI base) {
    /** What the launcher gave this program to start quickly. */
    private static final List<String> INHERITED = List.of("-XX:SharedArchiveFile", "-Xlog:", "-Dspring.aot.enabled");

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /**
     * Starts the service of this very program and waits until it is ready.
     *
     * @param dataDir its data folder
     * @param settings further environment variables
     * @throws IllegalStateException when it does not get ready within two minutes; says where its output is
     */
    public static ServiceProcess start(Path dataDir, Map<String, String> settings) {
        int port = freePort();
        Path log = dataDir.resolveSibling("service.log");
        ProcessBuilder builder = new ProcessBuilder(commandLine());
        // Tokens name their issuer: the same name at whatever port it is started again.
        builder.environment().put("SSO_BASE_URL", "http://sso.localhost");
        builder.environment().put("SSO_MANAGEMENT_PORT", "0");
        builder.environment().putAll(settings);
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("SSO_DATA_DIR", dataDir.toString());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            ServiceProcess service = new ServiceProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
            service.awaitReady(log);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the service", e);
        }
    }

    /** Ends it as a power cut would end the process: no shutdown hook, no flush. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Ends it as an operator would. */
    public void stop() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The service does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the service ended", e);
        }
    }

    private void awaitReady(Path log) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready =
                HttpRequest.newBuilder(base.resolve("/health/ready")).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (answers(http, ready)) {
                    return;
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        String how = process.isAlive() ? "did not get ready" : "ended with exit code " + process.exitValue();
        process.destroyForcibly();
        throw new IllegalStateException("The service " + how + ". Its output is in " + log);
    }

    /** Also no when the service is about to end: it may have opened this port and not get another. */
    private static boolean answers(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<String> commandLine() {
        String classPath = System.getProperty("java.class.path");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> INHERITED.stream().anyMatch(option::startsWith))
                .forEach(line::add);
        if (classPath.endsWith("-exec.jar")) {
            line.addAll(List.of("-jar", classPath));
        } else {
            line.addAll(List.of("-cp", classPath, "io.ssouser.app.Main"));
        }
        line.add("serve");
        return line;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }
}
