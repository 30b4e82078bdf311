package io.ssouser.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RefusalCounter;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.route.Route.RateLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
    private static final Rate ONE = new Rate(1, 1, Duration.ofSeconds(90), true);
    private static final RateLimits LIMITS = new RateLimits(ONE, ONE, ONE, ONE, ONE, ONE, 100);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void a_refusal_tells_the_time_to_wait_and_is_counted() {
        RequestLimits limits = limits(true);
        limits.admit(RateLimit.AUTH, "a");

        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> limits.admit(RateLimit.AUTH, "a"))
                .extracting(RequestRefused::problem)
                .isEqualTo(Problem.tooManyRequests("Too Many Requests! Wait for 90s")
                        .retryAfter(90)
                        .with("x-ratelimit-after", "90")
                        .with("RateLimit-Policy", "\"auth\";q=1;w=90")
                        .with("RateLimit", "\"auth\";r=0;t=90"));
        assertThat(meters.get("sso.refusals")
                        .tag("reason", "rate_limited")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void each_route_has_a_limit_of_its_own() {
        RequestLimits limits = limits(true);

        limits.admit(RateLimit.AUTH, "a");
        limits.admit(RateLimit.MFA_VERIFY, "a");
        limits.admit(RateLimit.MFA, "a");
        limits.admit(RateLimit.REFRESH, "a");
        limits.admitRefreshToken("a", "token");
        limits.admitMail("a@example.org", "no");

        assertThat(meters.find("sso.refusals").counter()).isNull();
    }

    @Test
    void switched_off_it_lets_everything_pass() {
        RequestLimits limits = limits(false);

        for (int i = 0; i < 1_000; i++) {
            limits.admit(RateLimit.AUTH, "a");
            limits.admitMail("a@example.org", "no");
            limits.admitRefreshToken("a", "token-" + i);
        }

        assertThat(meters.find("sso.refusals").counter()).isNull();
    }

    private RequestLimits limits(boolean on) {
        return new RequestLimits(on, LIMITS, new FakeTime(), new RefusalCounter(meters));
    }
}
