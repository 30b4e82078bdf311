package io.ssouser.domain;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text that a person can see as it is: nothing invisible, and nothing that turns the direction of what follows. The joiners U+200C and
 * U+200D stay where scripts and emoji need them, and so do the tags of a flag.
 */
public final class VisibleText {
    /** Of the default ignorable ones (Unicode, DerivedCoreProperties) those that are no format characters, and the empty braille cell. */
    private static final String BLANK_LETTERS =
            "\\x{034F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{2800}\\x{3164}\\x{FFA0}"
                    + "\\x{FFF0}-\\x{FFF8}\\x{E0080}-\\x{E00FF}\\x{E01F0}-\\x{E0FFF}";

    /** The signs of this kind that are seen: Arabic, Syriac, Kaithi. */
    private static final String SEEN_FORMATS = "[\\x{0600}-\\x{0605}\\x{06DD}\\x{070F}\\x{08E2}\\x{110BD}\\x{110CD}]";

    private static final String SELECTORS = "\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}";

    private static final String SEEN = "[^\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}" + SELECTORS + "]";

    /** The scripts whose letters join, or whose viramas do (RFC 5892, A.1 and A.2). */
    private static final String JOINING_SCRIPTS = Stream.of(
                    "Arabic",
                    "Syriac",
                    "Mongolian",
                    "Nko",
                    "Devanagari",
                    "Bengali",
                    "Gurmukhi",
                    "Gujarati",
                    "Oriya",
                    "Tamil",
                    "Telugu",
                    "Kannada",
                    "Malayalam",
                    "Sinhala",
                    "Tibetan",
                    "Myanmar",
                    "Khmer")
            .map(script -> "\\p{Is" + script + "}")
            .collect(Collectors.joining("", "[", "]"));

    /**
     * What is invisible and has its place: each with the character before it, which stays. A look behind would be shorter, and sees half of an emoji.
     */
    private static final List<Pattern> IN_PLACE = Stream.of(
                    "(" + SEEN + ")[" + SELECTORS + "]",
                    "(\\x{1F3F4})[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{3,6}\\x{E007F}",
                    "(" + JOINING_SCRIPTS + ")[\\x{200C}\\x{200D}](?=" + SEEN + ")",
                    "([\\p{So}\\p{Sk}\\p{Cn}])\\x{200D}(?=[\\p{So}\\p{Cn}])")
            .map(Pattern::compile)
            .toList();

    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}" + BLANK_LETTERS + SELECTORS + "]|(?!" + SEEN_FORMATS + ")\\p{Cf}");

    private VisibleText() {}

    /** Whether there is something to see and nothing that is not. */
    public static boolean is(String text) {
        return hasSomething(text) && !HIDDEN.matcher(withoutWhatIsInPlace(text)).find();
    }

    private static boolean hasSomething(String text) {
        return text.codePoints()
                .anyMatch(c -> !Character.isSpaceChar(c)
                        && !Character.isWhitespace(c)
                        && Character.getType(c) != Character.FORMAT
                        && !HIDDEN.matcher(Character.toString(c)).matches());
    }

    private static String withoutWhatIsInPlace(String text) {
        String rest = text;
        for (Pattern inPlace : IN_PLACE) {
            rest = inPlace.matcher(rest).replaceAll("$1");
        }
        return rest;
    }
}
