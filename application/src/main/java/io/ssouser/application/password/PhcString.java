package io.ssouser.application.password;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An Argon2id hash with all that is needed to make it again: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, base64 without
 * padding. The PHC string format; several hashes with one salt stand behind each other, split by commas.
 */
public record PhcString(Argon2Cost cost, byte[] salt, List<byte[]> hashes) {
    private static final String BASE64 = "[A-Za-z0-9+/]+";
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$(" + BASE64 + ")\\$("
                    + BASE64 + "(?:," + BASE64 + ")*)");

    /** @throws IllegalArgumentException when the text is not of that form; its message does not repeat the text */
    public static PhcString parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("A stored hash is no PHC string of Argon2id version 19");
        }
        List<byte[]> hashes = Arrays.stream(form.group(5).split(","))
                .map(Base64.getDecoder()::decode)
                .toList();
        Argon2Cost cost = new Argon2Cost(number(form, 1), number(form, 2), number(form, 3), hashes.get(0).length);
        return new PhcString(cost, Base64.getDecoder().decode(form.group(4)), hashes);
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    /** The text form; unlike {@link #toString} it tells the hash. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$"
                + hashes.stream().map(base64::encodeToString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return "PhcString[" + cost + "]";
    }
}
