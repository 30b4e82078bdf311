package io.ssouser.app.http;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.api.route.Route;
import io.ssouser.api.route.Route.RouteAccess;
import io.ssouser.app.http.UndeclaredRouteTest.Forgetful;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A route of which nobody said what it is, and whose handler does not ask who calls, is closed to strangers. */
@Import(Forgetful.class)
class UndeclaredRouteTest extends EdgeTest {
    @RestController
    static class Forgetful {
        @GetMapping({"/forgotten", "/auth/forgotten", "/forgotten/{id}/more"})
        String read() {
            return "inside";
        }

        @PostMapping("/forgotten")
        String write() {
            return "inside";
        }

        @Route(access = RouteAccess.PUBLIC)
        @GetMapping("/open")
        void leadIn(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher("/forgotten").forward(request, response);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/forgotten",
        "POST,/forgotten",
        "GET,/%66orgotten",
        "GET,/auth/forgotten",
        "GET,/forgotten/7/more",
        "GET,/forgotten/a%20b/more",
        "PUT,/forgotten"
    })
    void a_route_that_says_nothing_needs_a_bearer(String method, String path) {
        HttpResponse<String> answer = client.send(method, path, null);

        assertRefused(answer, 401, "UNAUTHORIZED", "Missing or invalid Authorization header");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void head_needs_one_as_get_does() {
        assertThat(client.send("HEAD", "/forgotten", null).statusCode()).isEqualTo(401);
        assertThat(client.send("HEAD", "/forgotten", null, "Authorization", "Bearer good")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"GET,/forgotten", "POST,/forgotten", "GET,/auth/forgotten", "GET,/forgotten/7/more"})
    void whoever_has_one_gets_in(String method, String path) {
        HttpResponse<String> answer = client.send(method, path, null, "Authorization", "Bearer good");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("inside");
    }

    /** The filters judge what was asked for, not what it leads to. */
    @Test
    void it_needs_one_also_where_no_filter_stands_before_it() {
        assertRefused(client.get("/open"), 401, "UNAUTHORIZED", "Missing or invalid Authorization header");
    }
}
