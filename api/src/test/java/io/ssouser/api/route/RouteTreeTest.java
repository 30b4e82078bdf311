package io.ssouser.api.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssouser.api.route.Route.ErrorForm;
import io.ssouser.api.route.Route.PositionHeader;
import io.ssouser.api.route.Route.RateLimit;
import io.ssouser.api.route.Route.RouteAccess;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTreeTest {
    private static final RouteRules OPEN = rules(RouteAccess.PUBLIC, RateLimit.NONE);
    private static final RouteRules LIMITED = rules(RouteAccess.PUBLIC, RateLimit.AUTH);
    private static final RouteRules CODE = rules(RouteAccess.PUBLIC, RateLimit.MFA_VERIFY);
    private static final RouteRules CLOSED = RouteRules.UNDECLARED;

    private final RouteTree tree = new RouteTree();

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/api", "/api/user", "nonsense", "//", "/a//b"})
    void where_there_is_no_route_a_bearer_is_needed(String path) {
        assertThat(tree.find(path, "GET").needBearer()).isTrue();
    }

    @Test
    void a_literal_goes_before_a_variable_unless_only_the_variable_has_the_method_or_the_rest() {
        tree.add("/devices/all", Set.of("POST"), LIMITED);
        tree.add("/devices/{id}", Set.of("GET"), CLOSED);
        tree.add("/devices/{id}/trust", Set.of("POST"), CODE);

        assertThat(tree.find("/devices/all", "POST")).isEqualTo(LIMITED);
        assertThat(tree.find("/devices/all", "GET")).isEqualTo(CLOSED);
        assertThat(tree.find("/devices/7", "GET")).isEqualTo(CLOSED);
        assertThat(tree.find("/devices/all/trust", "POST")).isEqualTo(CODE);
    }

    @Test
    void head_is_get_unless_it_has_a_handler_of_its_own() {
        tree.add("/page", Set.of("GET"), OPEN);
        tree.add("/both", Set.of("GET"), OPEN);
        tree.add("/both", Set.of("HEAD"), CLOSED);
        tree.add("/any", Set.of(), LIMITED);

        assertThat(tree.find("/page", "HEAD")).isEqualTo(OPEN);
        assertThat(tree.find("/both", "HEAD")).isEqualTo(CLOSED);
        assertThat(tree.find("/any", "HEAD")).isEqualTo(LIMITED);
        assertThat(tree.find("/any", "BREW")).isEqualTo(LIMITED);
    }

    @Test
    void another_method_of_a_path_is_closed_only_where_all_are() {
        tree.add("/one", Set.of("POST"), CODE);
        tree.add("/mixed", Set.of("GET"), OPEN);
        tree.add("/mixed", Set.of("POST"), CLOSED);

        assertThat(tree.find("/one", "PUT")).isEqualTo(CODE);
        assertThat(tree.find("/mixed", "PUT").needBearer()).isFalse();
        assertThat(tree.find("/mixed", "POST").needBearer()).isTrue();
    }

    @Test
    void a_variable_is_never_empty_and_a_path_never_ends_with_a_slash() {
        tree.add("/open/{name}", Set.of("GET"), CODE);
        tree.add("/closed", Set.of("GET"), CLOSED);

        assertThat(tree.find("/open/", "GET")).isNotEqualTo(CODE);
        assertThat(tree.find("/open/x/", "GET")).isNotEqualTo(CODE);
        assertThat(tree.find("/open/x", "GET")).isEqualTo(CODE);
    }

    @Test
    void beside_routes_that_need_a_bearer_nothing_can_be_found_out_without_one() {
        tree.add("/mine/{id}", Set.of("GET"), CLOSED);
        tree.add("/open/page", Set.of("GET"), OPEN);

        assertThat(tree.find("/mine", "GET").needBearer()).isTrue();
        assertThat(tree.find("/mine/7/x/y", "GET").needBearer()).isTrue();
        assertThat(tree.find("/open/x", "GET").needBearer()).isFalse();
        assertThat(tree.find("/x", "GET").needBearer()).isFalse();
    }

    @Test
    void beside_routes_of_one_limit_guesses_count_by_the_general_one() {
        tree.add("/sign/in", Set.of("POST"), LIMITED);
        tree.add("/sign/code/verify", Set.of("POST"), CODE);
        tree.add("/keys", Set.of("GET"), OPEN);

        assertThat(tree.find("/sign/x", "POST").limit()).isEqualTo(RateLimit.AUTH);
        assertThat(tree.find("/sign/code/x", "POST").limit()).isEqualTo(RateLimit.AUTH);
        assertThat(tree.find("/x", "POST").limit()).isEqualTo(RateLimit.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/*", "/files/**", "/files/{*rest}", "/files/{id:[0-9]+}", "/files/{a}.{b}", "/f?"})
    void a_pattern_that_it_would_read_otherwise_than_spring_is_refused(String pattern) {
        assertThatIllegalStateException().isThrownBy(() -> tree.add(pattern, Set.of("GET"), OPEN));
    }

    @Test
    void two_handlers_of_one_route_say_the_same() {
        tree.add("/page", Set.of("GET"), OPEN);
        tree.add("/page", Set.of("GET"), OPEN);

        assertThatIllegalStateException().isThrownBy(() -> tree.add("/page", Set.of("GET"), CLOSED));
    }

    private static RouteRules rules(RouteAccess access, RateLimit limit) {
        return new RouteRules(access, limit, ErrorForm.ENVELOPE, PositionHeader.SENT);
    }
}
