package io.ssouser.domain.email;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The domain of an address in ASCII, as a host can have it. Labels in other scripts are converted as IDNA 2008 has them, which
 * {@code java.net.IDN} does not: it makes {@code strasse.de}, somebody else's domain, of {@code straße.de}.
 */
final class DomainName {
    /** RFC 1035, 2.3.4: 63 octets a label, 253 characters in all. */
    private static final int LONGEST = 253;

    private static final int LONGEST_LABEL = 63;

    /** The full stops of UTS 46. */
    private static final Pattern DOTS = Pattern.compile("[.\u3002\uff0e\uff61]");

    /** RFC 5890, 2.3.1: letters, digits, hyphens; none at the ends, and no two in the third and fourth place. */
    private static final Pattern LDH = Pattern.compile("(?!..--)[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    private static final Pattern TOP = Pattern.compile("[a-z]{2,}|xn--.+");

    /** What remains of letters, marks and digits when they are lower case and composed; no mark begins a label (RFC 5891, 4.2.3). */
    private static final Pattern INTERNATIONAL = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}\u00b7\u30fb-]*");

    private DomainName() {}

    /** @return empty when no host can have the name */
    static Optional<String> ascii(String typed) {
        List<String> labels = new ArrayList<>();
        for (String label : DOTS.split(typed, -1)) {
            Optional<String> ascii = label(lowerCase(Normalizer.normalize(label, Normalizer.Form.NFKC)));
            if (ascii.isEmpty()) {
                return Optional.empty();
            }
            labels.add(ascii.get());
        }
        String domain = String.join(".", labels);
        boolean hasTop =
                labels.size() > 1 && TOP.matcher(labels.get(labels.size() - 1)).matches();
        return hasTop && domain.length() <= LONGEST ? Optional.of(domain) : Optional.empty();
    }

    private static Optional<String> label(String label) {
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            return Optional.empty();
        }
        if (label.startsWith(Punycode.PREFIX)) {
            return Punycode.decode(label)
                    .filter(decoded -> !isAscii(decoded))
                    .flatMap(DomainName::encoded)
                    .filter(label::equals);
        }
        return isAscii(label) ? Optional.of(label).filter(it -> LDH.matcher(it).matches()) : encoded(label);
    }

    private static Optional<String> encoded(String label) {
        boolean canBe = INTERNATIONAL.matcher(label).matches()
                && !label.endsWith("-")
                && label.equals(lowerCase(Normalizer.normalize(label, Normalizer.Form.NFKC)))
                && hasOneDirection(label);
        return canBe
                ? Optional.of(Punycode.encode(label)).filter(ascii -> ascii.length() <= LONGEST_LABEL)
                : Optional.empty();
    }

    /** Letter by letter: the rule for a whole word would make another letter of a sigma at its end. */
    private static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** RFC 5893, 2, in short: letters that are read from the right stand not with others, and begin the label. */
    private static boolean hasOneDirection(String label) {
        boolean anyFromRight = label.codePoints().anyMatch(DomainName::isFromRight);
        return !anyFromRight
                || isFromRight(label.codePointAt(0))
                        && label.codePoints()
                                .noneMatch(
                                        c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    }

    private static boolean isFromRight(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
