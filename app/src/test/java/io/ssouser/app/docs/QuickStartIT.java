package io.ssouser.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.start.ServiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick start of the README, pasted into a shell, prints what the README says; at another port and in another folder. */
class QuickStartIT {
    private static final Path README = Path.of("../README.md");
    private static final String END = "the end of what a command prints";

    @TempDir
    private Path folder;

    /** A line after {@code $} and what follows it; "…" stands for whatever it may be. */
    record Step(String command, String printed) {
        Pattern expected() {
            return Stream.of(printed.strip().split("…", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.collectingAndThen(
                            Collectors.joining(".*"), text -> Pattern.compile(text, Pattern.DOTALL)));
        }
    }

    @Test
    void every_line_can_be_pasted_and_prints_what_it_says() throws IOException, InterruptedException {
        List<Step> steps = steps();
        assertThat(steps.get(0).command()).isEqualTo("./sso serve");
        List<Step> pasted = steps.subList(1, steps.size());
        assertThat(pasted).hasSizeGreaterThan(3);
        ServiceProcess service = ServiceProcess.start(folder.resolve("data"), Map.of());
        try {
            List<String> printed = paste(pasted, service.base().getPort());
            for (int i = 0; i < pasted.size(); i++) {
                assertThat(printed.get(i).strip())
                        .as(pasted.get(i).command())
                        .matches(pasted.get(i).expected());
            }
        } finally {
            service.stop();
        }
    }

    private List<String> paste(List<Step> steps, int port) throws IOException, InterruptedException {
        String script = steps.stream()
                .map(step -> step.command().replace("localhost:8080", "localhost:" + port) + "\necho '" + END + "'\n")
                .collect(Collectors.joining());
        Process shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String all = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(all).isZero();
        return List.of(all.split(END, -1));
    }

    private static List<Step> steps() throws IOException {
        String text = Files.readString(README);
        int start = text.indexOf("## Quick start");
        List<Step> steps = new ArrayList<>();
        boolean inBlock = false;
        for (String line : text.substring(start, text.indexOf("\n## ", start)).split("\n")) {
            if (line.startsWith("```")) {
                inBlock = line.equals("```console");
            } else if (inBlock && line.startsWith("$ ")) {
                steps.add(new Step(line.substring(2), ""));
            } else if (inBlock) {
                Step last = steps.remove(steps.size() - 1);
                steps.add(new Step(last.command(), last.printed() + line + "\n"));
            }
        }
        return steps;
    }
}
