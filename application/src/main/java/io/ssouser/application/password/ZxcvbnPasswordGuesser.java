package io.ssouser.application.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordGuesser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * zxcvbn's estimate: common passwords, names, words, keyboard walks, dates, repeats and sequences, and letters dressed up as digits. Its
 * score of 2 stands for a million guesses. What is typed in another script is also read as a guesser reads it: by its keys and by its sounds. Works in a hashing place, because it may cost as much as a hash.
 */
public final class ZxcvbnPasswordGuesser implements PasswordGuesser {
    private static final int SCORE_OF_A_MILLION = 2;

    /** What follows is not looked at: the cost grows with the square of the length. */
    private static final int MOST_CHARACTERS = 64;

    /** The same for a text with many letters dressed up, whose combinations are tried one by one: 100 took seconds. */
    private static final int MOST_CHARACTERS_DRESSED_UP = 20;

    private static final String DRESS = "4@8({[<3690!1|5$7+%2";
    private static final int MANY_DRESSES = 6;

    private final HashingPermits permits;

    public ZxcvbnPasswordGuesser(HashingPermits permits) {
        this.permits = permits;
    }

    @Override
    public boolean finds(Password password, Set<String> hints) {
        List<String> known = List.copyOf(hints);
        return permits.in(() -> Keyboards.readings(password.reveal()).stream()
                .anyMatch(reading ->
                        Loaded.ZXCVBN.measure(bounded(reading), known).getScore() < SCORE_OF_A_MILLION));
    }

    private static String bounded(String typed) {
        String start = first(MOST_CHARACTERS, typed);
        long dresses =
                start.chars().distinct().filter(c -> DRESS.indexOf(c) >= 0).count();
        return dresses > MANY_DRESSES ? first(MOST_CHARACTERS_DRESSED_UP, start) : start;
    }

    private static String first(int most, String text) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** Its dictionaries take a third of a second to load and some ten megabytes, so the first password pays for them, not the start. */
    private static final class Loaded {
        static final Zxcvbn ZXCVBN = load();

        private static Zxcvbn load() {
            try {
                return new ZxcvbnBuilder()
                        .dictionaries(StandardDictionaries.loadAllDictionaries())
                        .dictionary(new Dictionary("cyrillic", CyrillicWords.commonFirst()))
                        .keyboards(StandardKeyboards.loadAllKeyboards())
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
