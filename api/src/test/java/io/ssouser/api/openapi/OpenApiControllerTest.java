package io.ssouser.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ssouser.api.error.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiControllerTest {
    private static final Pattern USED = Pattern.compile("(?:href|src)=\"/openapi/ui/([^\"]+)\"");
    private final ApiDescription description = new ApiDescription("https://sso.example.org");

    @Test
    void the_page_and_all_that_it_uses_is_there_and_comes_from_here_alone() {
        OpenApiController controller = new OpenApiController(description, true);
        String page = new String(Objects.requireNonNull(controller.page().getBody()), StandardCharsets.UTF_8);
        List<String> used =
                USED.matcher(page).results().map(found -> found.group(1)).toList();

        assertThat(used).hasSize(3);
        assertThat(used).allSatisfy(name -> {
            assertThat(controller.file(name).getBody()).isNotEmpty();
            assertThat(controller.file(name).getHeaders().getFirst("Content-Security-Policy"))
                    .startsWith("default-src 'none'");
        });
        assertThat(page).doesNotContain("http");
    }

    @Test
    void no_other_file_of_the_build_can_be_had() {
        OpenApiController controller = new OpenApiController(description, true);

        for (String name : List.of("openapi.yaml", "../application.yaml", "swagger-ui.js", "")) {
            assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> controller.file(name));
        }
    }

    @Test
    void switched_off_there_is_no_page_and_still_a_description() {
        OpenApiController controller = new OpenApiController(description, false);

        assertThatExceptionOfType(RequestRefused.class).isThrownBy(controller::page);
        assertThat(new String(Objects.requireNonNull(controller.document().getBody()), StandardCharsets.UTF_8))
                .contains("\"openapi\":\"3.1.0\"", "https://sso.example.org")
                .doesNotContain("x-errors", "x-body", "x-answer", "x-groups");
    }
}
