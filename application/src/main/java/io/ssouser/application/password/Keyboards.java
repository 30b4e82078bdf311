package io.ssouser.application.password;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a text in Cyrillic or Greek is in Latin letters: by the keys that it was typed with ({@code пароль} is {@code gfhjkm}) and by its
 * sounds ({@code parol}). Both are how people make a common password look like none.
 */
final class Keyboards {
    private static final String LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
    private static final String RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю";
    private static final String UKRAINIAN_KEYS = "'йцукенгшщзхїфівапролджєячсмитьбю";
    private static final String GREEK_LATIN_KEYS = "qwertyuiopasdfghjklzxcvbnm";
    private static final String GREEK_KEYS = ";ςερτυθιοπασδφγηξκλζχψωβνμ";

    private static final Map<Character, String> KEYS = new HashMap<>();
    private static final Map<Character, String> SOUNDS = new HashMap<>();

    static {
        keys(GREEK_KEYS, GREEK_LATIN_KEYS);
        keys(UKRAINIAN_KEYS, LATIN_KEYS);
        keys(RUSSIAN_KEYS, LATIN_KEYS);
        String[] sounds =
                ("а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh"
                                + " щ sch ы y э e ю yu я ya і i ї yi є ye ґ g ў u α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x"
                                + " ο o π p ρ r σ s ς s τ t υ y φ f χ h ψ ps ω o")
                        .split(" ");
        for (int i = 0; i < sounds.length; i += 2) {
            SOUNDS.put(sounds[i].charAt(0), sounds[i + 1]);
        }
        SOUNDS.put('ъ', "");
        SOUNDS.put('ь', "");
    }

    private Keyboards() {}

    /** The text itself and what it is in Latin letters; the text alone when it is written in those. */
    static Set<String> readings(String text) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add(text);
        readings.add(byKeys(text));
        readings.add(bySounds(text));
        return readings;
    }

    static String byKeys(String text) {
        return replaced(text, KEYS);
    }

    static String bySounds(String text) {
        return replaced(text, SOUNDS);
    }

    private static void keys(String typed, String latin) {
        for (int i = 0; i < typed.length(); i++) {
            if (Character.isLetter(typed.charAt(i))) {
                KEYS.put(typed.charAt(i), latin.substring(i, i + 1));
            }
        }
    }

    private static String replaced(String text, Map<Character, String> latin) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
            replaced.append(latin.getOrDefault(letter, String.valueOf(letter)));
        }
        return replaced.toString();
    }
}
