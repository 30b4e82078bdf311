package io.ssouser.app.demo;

import io.ssouser.app.start.ServiceProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sso demo}: starts the service on a fresh folder and tells {@link DemoStory} through its socket, step by step. */
@Command(
        name = "demo",
        description = "Tell a whole story over HTTP, against a service on a fresh temporary folder.",
        mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Keep the data folder, to look at its files.")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("sso-demo");
        Path data = folder.resolve("data");
        Map<String, String> settings = Map.of("SSO_PLATFORM_OWNER", DemoStory.ADA);
        try (DemoStory story = new DemoStory(data, () -> ServiceProcess.start(data, settings), out)) {
            story.tell();
            out.println();
            out.println("Every step answered as it should.");
            return 0;
        } finally {
            out.println(keep ? "The data folder is " + data : "The data folder is gone again (--keep keeps it).");
            out.flush();
            if (!keep) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
