package io.ssouser.app.http;

import static io.ssouser.app.http.Envelope.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.EndSession;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTest extends EdgeTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "Bearer", "Basic Z29vZA==", "Bearergood"})
    void a_header_of_another_form_is_as_good_as_none(String header) {
        HttpResponse<String> answer =
                header.equals("none") ? client.get("/api/user") : client.get("/api/user", "Authorization", header);

        assertRefused(answer, 401, "UNAUTHORIZED", "Missing or invalid Authorization header");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        verify(accessCheck, never()).authenticate(anyString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer bad", "bearer bad", "BEARER bad", "bEARER   bad"})
    void the_scheme_is_of_any_case_and_any_number_of_spaces_follows(String header) {
        when(accessCheck.authenticate("bad")).thenThrow(new AccessRefused(AccessRefused.Reason.INVALID_TOKEN));

        assertRefused(client.get("/api/user", "Authorization", header), 401, "JWT_ERROR", "Invalid token");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_TOKEN,JWT_ERROR,Invalid token",
        "WRONG_PROFILE,UNAUTHORIZED,Token profile is not valid for the AuthOS API",
        "SESSION_ENDED,UNAUTHORIZED,Session revoked or expired"
    })
    void a_token_that_opens_no_door_is_told_why(AccessRefused.Reason reason, String code, String message) {
        when(accessCheck.authenticate("bad")).thenThrow(new AccessRefused(reason));

        assertRefused(client.get("/api/user", "Authorization", "Bearer bad"), 401, code, message);
    }

    @Test
    void a_public_route_does_not_look_at_the_bearer() {
        when(refreshTokens.refresh("r")).thenReturn(new TokenPair("a", "b", 86_400));

        HttpResponse<String> answer =
                client.post("/api/auth/refresh", "{\"refresh_token\":\"r\"}", "Authorization", "Bearer expired");

        assertThat(answer.body()).isEqualTo("{\"access_token\":\"a\",\"refresh_token\":\"b\",\"expires_in\":86400}");
        verify(accessCheck, never()).authenticate(anyString());
    }

    @Test
    void logout_ends_the_session_and_takes_an_empty_body() {
        HttpResponse<String> answer = client.post("/api/auth/logout", null, "Authorization", "Bearer good");

        assertThat(answer.body()).isEqualTo("{\"message\":\"Logged out successfully\"}");
        assertThat(account.commands).containsExactly(new EndSession(FakeAccount.USER, SESSION, EndReason.SIGNED_OUT));
    }

    @Test
    void logout_may_be_repeated_but_not_without_a_header() {
        when(accessCheck.authenticate("out")).thenThrow(new AccessRefused(AccessRefused.Reason.SESSION_ENDED));

        assertThat(client.post("/api/auth/logout", null, "Authorization", "Bearer out")
                        .statusCode())
                .isEqualTo(200);
        assertRefused(
                client.post("/api/auth/logout", null), 401, "UNAUTHORIZED", "Missing or invalid Authorization header");
        assertThat(account.commands).isEmpty();
    }
}
