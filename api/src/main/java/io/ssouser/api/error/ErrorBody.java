package io.ssouser.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The error envelope: three keys, in this order, and a fourth where something can be done about it.
 *
 * @param timestamp RFC 3339 in UTC with nine digits of fraction and {@code +00:00}
 * @param methods by which the caller may prove who they are; left out when there are none
 */
@JsonPropertyOrder({"error", "error_code", "timestamp", "methods"})
record ErrorBody(
        String error,
        @JsonProperty("error_code") String errorCode,
        String timestamp,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> methods) {
    private static final DateTimeFormatter NINE_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx", Locale.ROOT);

    static ErrorBody of(Problem problem, Instant now) {
        return new ErrorBody(
                problem.message(), problem.code(), NINE_DIGITS.format(now.atOffset(ZoneOffset.UTC)), problem.methods());
    }
}
