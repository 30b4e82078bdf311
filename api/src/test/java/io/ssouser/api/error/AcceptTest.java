package io.ssouser.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/problem+json",
                "application/problem+json, application/json;q=0.9",
                "application/json;q=0.5, application/problem+json;q=0.6",
                "application/problem+json, */*",
                "application/problem+json, application/*",
                "text/html, APPLICATION/Problem+JSON;q=0.1",
                "application/json;q=0, application/problem+json;q=0.1, */*"
            })
    void a_client_that_prefers_problems_says_so(String header) {
        assertThat(Accept.prefersProblem(header)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/*",
                "application/json",
                "application/json, application/problem+json",
                "application/problem+json;q=0.9, application/json",
                "application/problem+json;q=0, */*",
                "application/problem+json;q=0",
                "application/problem+xml",
                "problem",
                "application/problem+json;q=high",
                ",;=,problem,,"
            })
    void anybody_else_gets_the_contracts_envelope(@Nullable String header) {
        assertThat(Accept.prefersProblem(header)).isFalse();
    }
}
