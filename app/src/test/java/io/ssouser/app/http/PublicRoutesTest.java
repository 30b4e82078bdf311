package io.ssouser.app.http;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.api.openapi.ApiDescription;
import io.ssouser.api.route.Route.RouteAccess;
import io.ssouser.api.route.Routes;
import io.ssouser.app.journey.RunningService;
import io.ssouser.eventstore.log.EventLog;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the handlers say of who may ask for them is what the description of the API says, and what happens. */
class PublicRoutesTest {
    /** Pages for people, and where the container's errors go. */
    private static final Set<String> NOT_DESCRIBED = Set.of("GET /openapi/ui", "GET /openapi/ui/{name}", "ANY /error");

    private static final RunningService SERVICE =
            RunningService.fresh("sso.trusted-proxies=127.0.0.1", "sso.metrics-token=scrape", "sso.rate-limits=on");

    private final Map<String, RouteAccess> declared = new TreeMap<>();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void what_the_handlers_say() {
        Routes routes = SERVICE.bean(Routes.class);
        SERVICE.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((route, handler) -> {
                    Set<String> methods = new TreeSet<>();
                    route.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
                    for (String path : route.getPatternValues()) {
                        for (String method : methods.isEmpty() ? Set.of("ANY") : methods) {
                            declared.put(method + " " + path, routes.of(handler).access());
                        }
                    }
                });
    }

    @Test
    void what_is_public_is_described_as_public_and_the_other_way_round() {
        Set<String> open = new TreeSet<>(declared.keySet());
        open.removeIf(route -> declared.get(route) != RouteAccess.PUBLIC);

        Set<String> expected = new TreeSet<>(NOT_DESCRIBED);
        described().filter(route -> isOpen(route.getValue())).forEach(route -> expected.add(route.getKey()));
        assertThat(open).isEqualTo(expected).hasSizeGreaterThan(25);
    }

    @Test
    void every_route_is_described() {
        Set<String> expected = new TreeSet<>(NOT_DESCRIBED);
        described().forEach(route -> expected.add(route.getKey()));

        assertThat(declared.keySet()).isEqualTo(expected);
    }

    @Test
    void every_route_that_is_not_described_as_public_wants_a_bearer() {
        Set<String> closed = new TreeSet<>();
        described().filter(route -> !isOpen(route.getValue())).forEach(route -> closed.add(route.getKey()));

        assertThat(closed).hasSizeGreaterThan(30).allSatisfy(route -> {
            HttpResponse<String> answer = ask(route);
            assertRefused(answer, 401, "UNAUTHORIZED", "Missing or invalid Authorization header");
        });
        assertThat(SERVICE.bean(EventLog.class).head().nextPosition()).isZero();
    }

    @Test
    void no_route_that_is_described_as_public_wants_one() {
        assertThat(described().filter(route -> isOpen(route.getValue())))
                .allSatisfy(route -> assertThat(ask(route.getKey()).body())
                        .as(route.getKey())
                        .doesNotStartWith("{\"error\":\"Missing or invalid Authorization header"));
    }

    /** A stranger does not learn what exists where everything needs a bearer, and is not slowed down less for asking what does not exist. */
    @ParameterizedTest
    @CsvSource({
        "GET,/nope,404,",
        "GET,/api,404,",
        "GET,/api/nope,404,",
        "GET,/api/user/,401,",
        "GET,/api/user/nope,401,",
        "PUT,/api/user,401,",
        "OPTIONS,/api/user,401,",
        "GET,/api/user/devices/1/nope,401,",
        "GET,/api/user/change-password/nope,401,",
        "GET,/api/user/mfa/nope,401,mfa",
        "PUT,/api/user/mfa/verify,401,mfa",
        "GET,/api/admin,401,",
        "GET,/api/privacy/nope/nope,401,",
        "GET,/api/subscription/,404,",
        "GET,/api/auth,404,auth",
        "GET,/api/auth/nope,404,auth",
        "GET,/api/auth/login,405,auth",
        "OPTIONS,/api/auth/login,200,auth",
        "POST,/api/auth/login/,404,auth",
        "GET,/api/auth/refresh,405,refresh-requests",
        "POST,/api/auth/refresh/nope,404,auth",
        "POST,/api/auth/mfa/nope,404,auth",
        "GET,/api/auth/mfa/verify,405,mfa-verify",
        "GET,/api/auth/step-up/github/nope,401,auth",
        "PUT,/auth/github,405,auth",
        "GET,/auth/verify-email/nope,404,auth",
        "GET,/auth/github/second-factor,405,mfa-verify",
        "PUT,/reset-password,405,auth",
        "GET,/reset-password/nope,404,",
        "GET,/health/nope,404,",
        "GET,/actuator/prometheus,401,",
        "GET,/actuator/health,404,"
    })
    void what_does_not_exist_is_answered_like_what_is_beside_it(String method, String path, int status, String limit) {
        HttpResponse<String> answer = stranger().send(method, path, null);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers()
                        .firstValue("RateLimit-Policy")
                        .map(policy -> policy.replaceAll("\"(.*)\".*", "$1"))
                        .orElse(null))
                .isEqualTo(limit);
    }

    @Test
    void the_page_that_asks_for_a_code_has_the_limit_of_the_route_that_takes_one() {
        Client client = stranger();
        IntStream.range(0, 30).forEach(i -> client.post("/auth/github/second-factor", "{}"));

        // One more is let through each second.
        assertThat(tenStatusesOf(client, "/api/auth/mfa/verify")).contains(429);
        assertThat(tenStatusesOf(client, "/auth/google/second-factor")).contains(429);
        assertThat(client.post("/auth/github/consent", "{}").statusCode()).isEqualTo(400);
    }

    private static List<Integer> tenStatusesOf(Client client, String path) {
        return Stream.generate(() -> client.post(path, "{}").statusCode())
                .limit(10)
                .toList();
    }

    private static Client stranger() {
        return new Client(SERVICE.base().getPort(), Client.freshAddress());
    }

    private HttpResponse<String> ask(String route) {
        String[] parts =
                route.replaceAll("\\{\\w+}", FakeAccount.DEVICE.value()).split(" ");
        return new Client(
                        SERVICE.base().getPort(), "2001:db8:" + Integer.toHexString(route.hashCode() & 0xffff) + "::1")
                .send(parts[0], parts[1], "{}");
    }

    private static Stream<Map.Entry<String, JsonNode>> described() {
        JsonNode document = JsonMapper.shared().readTree(new ApiDescription("https://sso.example.org").json());
        return document.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(member ->
                                Set.of("get", "post", "put", "patch", "delete").contains(member.getKey()))
                        .map(member ->
                                Map.entry(member.getKey().toUpperCase() + " " + path.getKey(), member.getValue())));
    }

    private static boolean isOpen(JsonNode operation) {
        JsonNode security = operation.get("security");
        return security != null && security.isEmpty();
    }
}
