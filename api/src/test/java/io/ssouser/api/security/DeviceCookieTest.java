package io.ssouser.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.web.MockHttpServletRequest;

class DeviceCookieTest {
    private static final UserId ADA = new UserId("4f0c1111-2222-4333-8444-555566667777");
    private static final UserId BOB = new UserId("b0b01111-2222-4333-8444-555566667777");
    private static final DeviceId LAPTOP = new DeviceId("d0d0d0d0-1111-4222-8333-444455556666");

    private final DeviceCookie cookies = new DeviceCookie("0123456789abcdef0123456789abcdef".getBytes(), false);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void what_was_issued_is_recognised() {
        ResponseCookie issued = cookies.issue(request, ADA, LAPTOP);
        request.setCookies(new Cookie(issued.getName(), issued.getValue()));

        assertThat(cookies.read(request, ADA)).contains(LAPTOP);
        assertThat(cookies.read(request, BOB)).isEmpty();
    }

    @Test
    void another_accounts_cookie_under_this_accounts_name_proves_nothing() {
        String name = cookies.issue(request, ADA, LAPTOP).getName();
        request.setCookies(new Cookie(name, cookies.issue(request, BOB, LAPTOP).getValue()));

        assertThat(cookies.read(request, ADA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "d0d0d0d0-1111-4222-8333-444455556666", "d0d0d0d0-1111-4222-8333-444455556666.", "x.y"})
    void a_cookie_that_was_made_up_proves_nothing(String value) {
        request.setCookies(new Cookie(cookies.issue(request, ADA, LAPTOP).getName(), value));

        assertThat(cookies.read(request, ADA)).isEmpty();
    }

    @Test
    void one_changed_letter_breaks_the_seal() {
        ResponseCookie issued = cookies.issue(request, ADA, LAPTOP);
        request.setCookies(new Cookie(issued.getName(), "e" + issued.getValue().substring(1)));

        assertThat(cookies.read(request, ADA)).isEmpty();
    }

    @Test
    void another_service_secret_does_not_recognise_it() {
        ResponseCookie issued = cookies.issue(request, ADA, LAPTOP);
        request.setCookies(new Cookie(issued.getName(), issued.getValue()));

        assertThat(new DeviceCookie("fedcba9876543210fedcba9876543210".getBytes(), false).read(request, ADA))
                .isEmpty();
    }

    @Test
    void it_is_for_https_alone_when_clients_come_by_it() {
        MockHttpServletRequest secure = new MockHttpServletRequest();
        secure.setSecure(true);

        assertThat(cookies.issue(request, ADA, LAPTOP).isSecure()).isFalse();
        assertThat(cookies.issue(secure, ADA, LAPTOP).isSecure()).isTrue();
        assertThat(new DeviceCookie(new byte[32], true)
                        .issue(request, ADA, LAPTOP)
                        .isSecure())
                .isTrue();
    }
}
