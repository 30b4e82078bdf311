package io.ssouser.application.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Words and names that people who write Cyrillic make passwords of, the most common first, each as it is written, by its keys on a Latin
 * keyboard and by its sounds. The file is our own, written for this purpose.
 */
final class CyrillicWords {
    private static final String SOURCE = "cyrillic-words.txt";

    private CyrillicWords() {}

    static List<String> commonFirst() {
        Set<String> forms = new LinkedHashSet<>();
        for (String word : words()) {
            forms.addAll(Keyboards.readings(word));
        }
        return List.copyOf(forms);
    }

    private static List<String> words() {
        InputStream source = Objects.requireNonNull(CyrillicWords.class.getResourceAsStream(SOURCE), SOURCE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8))) {
            List<String> words = new ArrayList<>();
            lines.lines().forEach(line -> words.addAll(List.of(line.strip().split("\\s+"))));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
