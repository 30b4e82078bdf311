package io.ssouser.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.api.error.ErrorWriter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class AllowedOriginsTest {
    private static AllowedOrigins origins(boolean development, String... named) {
        return new AllowedOrigins(
                List.of(named),
                "https://sso.example.org",
                development,
                new ErrorWriter(JsonMapper.builder().build(), Clock.systemUTC()));
    }

    private static @Nullable String allowed(AllowedOrigins origins, String origin) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/user");
        request.addHeader("Origin", origin);
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            origins.filter().doFilter(request, response, new MockFilterChain());
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        return response.getHeader("Access-Control-Allow-Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "https://localhost", "http://127.0.0.1:3000", "http://[::1]:8081"})
    void pages_of_this_machine_may_call_a_service_for_development(String origin) {
        assertThat(allowed(origins(true), origin)).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "https://localhost", "http://127.0.0.1:3000", "http://[::1]:8081"})
    void they_may_not_call_any_other_nor_where_origins_are_named(String origin) {
        assertThat(allowed(origins(false), origin)).isNull();
        assertThat(allowed(origins(true, "https://app.example.org"), origin)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.evil.example",
                "http://evil.example:80",
                "http://localhost:1@evil.example",
                "http://127.0.0.1.evil.example",
                "http://localhost:5173/",
                "http://128.0.0.1",
                "ftp://localhost",
                "null",
                "not an origin"
            })
    void what_only_looks_like_this_machine_may_not(String origin) {
        assertThat(allowed(origins(true), origin)).isNull();
    }

    @Test
    void a_refused_origin_is_told_once_with_the_setting_to_change(CapturedOutput output) {
        AllowedOrigins origins = origins(true);

        for (int i = 0; i < 3; i++) {
            allowed(origins, "https://app.example.org");
        }
        allowed(origins, "https://sso.example.org");

        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("SSO_ALLOWED_ORIGINS"))
                .singleElement()
                .asString()
                .contains("https://app.example.org");
    }

    @Test
    void strangers_cannot_fill_the_log_with_invented_origins(CapturedOutput output) {
        AllowedOrigins origins = origins(false);

        for (int i = 0; i < 200; i++) {
            allowed(origins, "https://evil" + i + ".example");
        }

        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("SSO_ALLOWED_ORIGINS"))
                .hasSizeLessThanOrEqualTo(20);
    }
}
