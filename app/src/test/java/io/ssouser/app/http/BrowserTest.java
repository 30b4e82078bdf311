package io.ssouser.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserTest extends EdgeTest {
    @ParameterizedTest
    @ValueSource(strings = {"/health", "/nope", "/api/user"})
    void every_answer_tells_the_browser_to_be_careful(String path) {
        HttpResponse<String> answer = client.get(path);

        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(hsts -> assertThat(hsts).contains("max-age=31536000"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "https://app.example.org.evil.example", "http://app.example.org"
            })
    void a_foreign_origin_gets_no_allowing_header(String origin) {
        HttpResponse<String> asked = client.get("/api/user", "Authorization", "Bearer good", "Origin", origin);
        HttpResponse<String> preflight =
                client.send("OPTIONS", "/api/user", null, "Origin", origin, "Access-Control-Request-Method", "GET");

        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        Envelope.assertRefused(preflight, 403, "FORBIDDEN", "Origin is not allowed");
    }

    @Test
    void an_origin_on_the_list_may_call_and_read_the_headers() {
        HttpResponse<String> preflight = client.send(
                "OPTIONS",
                "/api/user",
                null,
                "Origin",
                "https://app.example.org",
                "Access-Control-Request-Method",
                "PATCH",
                "Access-Control-Request-Headers",
                "authorization,content-type");

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://app.example.org");
        assertThat(client.get("/api/user", "Origin", "https://app.example.org")
                        .headers()
                        .firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(exposed -> assertThat(exposed).contains("X-Log-Position", "Retry-After"));
    }
}
