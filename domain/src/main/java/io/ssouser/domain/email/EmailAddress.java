package io.ssouser.domain.email;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.TextValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in its normalised form: without blanks at its ends, lower case as a whole, the domain in ASCII ({@link DomainName}). Two
 * spellings that differ in case are one address; a plus tag or a dot makes another address, because only the mail's host may judge that.
 * docs/inputs.md has the rules in one table.
 */
public record EmailAddress(String value) implements TextValue {
    /** RFC 5321 4.5.3.1: 64 characters before the @, 254 in all. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL = 64;

    /** What is typed may have blanks at its ends, and a domain whose ASCII form is shorter. */
    private static final int LONGEST_TYPED = 1_024;

    /** A dot-atom of RFC 5322, 3.2.3. */
    private static final Pattern LOCAL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    /** @throws Refused {@link Refusal#INVALID_EMAIL} when the text is not an address */
    public static EmailAddress parse(String text) {
        return read(text).orElseThrow(() -> new Refused(Refusal.INVALID_EMAIL));
    }

    /** What all spellings of one address have in common, to count or to queue by; of a text that is no address, the text in lower case. */
    public static String keyOf(String text) {
        return read(text).map(EmailAddress::value).orElseGet(() -> text.toLowerCase(Locale.ROOT));
    }

    private static Optional<EmailAddress> read(String text) {
        if (text.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        String typed = withoutBlankEnds(text);
        int at = typed.indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        String local = typed.substring(0, at).toLowerCase(Locale.ROOT);
        if (local.length() > LONGEST_LOCAL || !LOCAL.matcher(local).matches()) {
            return Optional.empty();
        }
        return DomainName.ascii(typed.substring(at + 1))
                .map(domain -> local + "@" + domain)
                .filter(address -> address.length() <= LONGEST)
                .map(EmailAddress::new);
    }

    private static String withoutBlankEnds(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    @Override
    public String toString() {
        return "EmailAddress[hidden]";
    }
}
