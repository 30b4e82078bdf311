package io.ssouser.domain.mfa;

import io.ssouser.domain.Secret;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What a person typed or pasted as a second factor. White space and dashes of every kind and what is invisible are dropped, letters are raised,
 * wide letters and the digits of every script are read as the plain ones, so that a code passes as shown, as typed and as pasted. Anything else
 * is a wrong code, not an error: it is judged, and counted, like any other.
 *
 * @param value the code without dashes and spaces, upper case; empty when the text was absurd
 */
@Secret
public record SecondFactorCode(String value) {
    private static final int LONGEST_INPUT = 64;
    private static final int MINUS = 0x2212;

    public static SecondFactorCode of(String typed) {
        if (typed.length() > LONGEST_INPUT) {
            return new SecondFactorCode("");
        }
        StringBuilder code = new StringBuilder();
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> !separates(c))
                .map(SecondFactorCode::plain)
                .forEach(code::appendCodePoint);
        return new SecondFactorCode(code.toString().toUpperCase(Locale.ROOT));
    }

    private static boolean separates(int c) {
        int type = Character.getType(c);
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || type == Character.DASH_PUNCTUATION
                || type == Character.FORMAT
                || c == MINUS;
    }

    private static int plain(int c) {
        return Character.isDigit(c) ? Character.forDigit(Character.digit(c, 10), 10) : c;
    }

    /** A TOTP is six ASCII digits, a backup code eight of A-Z and 0-9. */
    public SecondFactorKind kind() {
        if (value.matches("[0-9]{6}")) {
            return SecondFactorKind.TOTP;
        }
        return value.matches("[A-Z0-9]{8}") ? SecondFactorKind.BACKUP_CODE : SecondFactorKind.NEITHER;
    }

    @Override
    public String toString() {
        return "SecondFactorCode[hidden]";
    }
}
