package io.ssouser.api.error;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The error envelope: three keys, in this order.
 *
 * @param timestamp RFC 3339 in UTC with nine digits of fraction and {@code +00:00}
 */
@JsonPropertyOrder({"error", "error_code", "timestamp"})
record ErrorBody(String error, @JsonProperty("error_code") String errorCode, String timestamp) {
    private static final DateTimeFormatter NINE_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx", Locale.ROOT);

    static ErrorBody of(Problem problem, Instant now) {
        return new ErrorBody(problem.message(), problem.code(), NINE_DIGITS.format(now.atOffset(ZoneOffset.UTC)));
    }
}
