package io.ssouser.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The error envelope, judged byte by byte: three keys in their order, nine digits, {@code +00:00}; and methods where there are some. */
public final class Envelope {
    private static final Pattern FORM = Pattern.compile(
            "\\{\"error\":\"([^\"]+)\",\"error_code\":\"([A-Z_]+)\","
                    + "\"timestamp\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}\\+00:00\"(,\"methods\":\\[(\"[a-z_:]+\",?)+])?}");

    private Envelope() {}

    public static void assertRefused(HttpResponse<String> answer, int status, String code, String message) {
        assertEnveloped(answer, status);
        Matcher envelope = FORM.matcher(answer.body());
        assertThat(envelope.matches()).isTrue();
        assertThat(envelope.group(1)).isEqualTo(message);
        assertThat(envelope.group(2)).isEqualTo(code);
    }

    public static void assertEnveloped(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).matches(FORM);
    }
}
