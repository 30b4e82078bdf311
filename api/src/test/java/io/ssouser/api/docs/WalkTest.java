package io.ssouser.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/walk.md} follows one command through the house; every file that it names is where it says. */
class WalkTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FILE = Pattern.compile("\\(\\.\\./([^)]+\\.java)\\)");

    @Test
    void every_named_file_is_there() throws IOException {
        List<String> named = FILE.matcher(Files.readString(ROOT.resolve("docs/walk.md")))
                .results()
                .map(MatchResult::group)
                .map(link -> link.substring("(../".length(), link.length() - 1))
                .toList();

        assertThat(named).as("files that the walk passes").hasSizeGreaterThan(15);
        assertThat(named).allSatisfy(file -> assertThat(ROOT.resolve(file)).isRegularFile());
    }
}
