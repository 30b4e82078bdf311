package io.ssouser.api.limits;

import io.ssouser.api.error.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * How a caller stands to a limit, in the fields of draft-ietf-httpapi-ratelimit-headers-10: the quota and the seconds in which it is
 * whole again; what is left of it and in how many seconds it will be whole.
 */
record RateLimitFields(String policy, String limit) {
    private static final String POLICY = "RateLimit-Policy";
    private static final String LIMIT = "RateLimit";

    /** @param name of the limit, a token */
    static RateLimitFields of(String name, Rate rate, Admission admission) {
        return new RateLimitFields(
                "\"" + name + "\";q=" + rate.burst() + ";w=" + seconds(rate.recovery()),
                "\"" + name + "\";r=" + admission.remaining() + ";t=" + seconds(admission.wholeIn()));
    }

    private static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }

    void on(HttpServletResponse response) {
        response.setHeader(POLICY, policy);
        response.setHeader(LIMIT, limit);
    }

    Problem on(Problem problem) {
        return problem.with(POLICY, policy).with(LIMIT, limit);
    }
}
