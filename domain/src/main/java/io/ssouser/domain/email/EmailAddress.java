package io.ssouser.domain.email;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.TextValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address in its normalised form: trimmed of nothing, lower case as a whole. Two spellings that differ in case are
 * one address; a plus tag or a dot makes another address, because only the mail's host may judge that.
 */
public record EmailAddress(String value) implements TextValue {
    /** RFC 5321 4.5.3.1: 64 characters before the @, 254 in all. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL = 64;

    private static final Pattern FORM = Pattern.compile("[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}");

    /** @throws Refused {@link Refusal#INVALID_EMAIL} when the text is not an address */
    public static EmailAddress parse(String text) {
        if (text.length() > LONGEST) {
            throw new Refused(Refusal.INVALID_EMAIL);
        }
        String address = text.toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        if (at > LONGEST_LOCAL || !FORM.matcher(address).matches() || badDots(address, at)) {
            throw new Refused(Refusal.INVALID_EMAIL);
        }
        return new EmailAddress(address);
    }

    private static boolean badDots(String address, int at) {
        return address.contains("..")
                || address.startsWith(".")
                || address.charAt(at - 1) == '.'
                || address.charAt(at + 1) == '.'
                || address.charAt(at + 1) == '-';
    }
}
