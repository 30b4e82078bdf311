package io.ssouser.api.conventions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Moments as they are written on the wire: RFC 3339. */
public final class Moments {
    private Moments() {}

    /** In UTC, with {@code +00:00}. */
    public static String text(Instant moment) {
        String text = moment.toString();
        return text.substring(0, text.length() - 1) + "+00:00";
    }

    /** Only years of four digits: beyond them a moment has no number of milliseconds. */
    public static Optional<Instant> parse(String text) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            boolean sane = moment.getYear() >= 1970 && moment.getYear() <= 9999;
            return sane ? Optional.of(moment.toInstant()) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
