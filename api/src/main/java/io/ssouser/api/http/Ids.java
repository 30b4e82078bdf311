package io.ssouser.api.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids as clients write them. */
final class Ids {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** The UUID in lower case, as ids are stored; empty when the text is none. */
    static Optional<String> uuid(String text) {
        return UUID_FORM.matcher(text).matches() ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
