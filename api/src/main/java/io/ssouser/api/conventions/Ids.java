package io.ssouser.api.conventions;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids as clients write them. */
public final class Ids {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** The UUID in lower case, as ids are stored; empty when the text is none. */
    public static Optional<String> uuid(String text) {
        return UUID_FORM.matcher(text).matches() ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
