package io.ssouser.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;

/**
 * An error as RFC 9457 has it, with the envelope's code and time as further members.
 *
 * @param title what the status is called: the type {@code about:blank} says no more than the status does (RFC 9457, 4.2.1)
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "error_code", "timestamp", "methods"})
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        @JsonProperty("error_code") String errorCode,
        String timestamp,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> methods) {

    static ProblemBody of(Problem problem, ErrorBody same) {
        HttpStatus known = HttpStatus.resolve(problem.status());
        String title = known == null ? "Error" : Objects.requireNonNull(known.getReasonPhrase());
        return new ProblemBody(
                "about:blank",
                title,
                problem.status(),
                same.error(),
                same.errorCode(),
                same.timestamp(),
                same.methods());
    }
}
