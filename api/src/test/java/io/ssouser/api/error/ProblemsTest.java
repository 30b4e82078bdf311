package io.ssouser.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ssouser.application.identity.Providers;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class ProblemsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Problems problems = new Problems(
            new RefusalCounter(meters),
            new PasswordPolicy(8, (password, hints) -> false),
            new Providers(List.of()),
            Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void whoever_is_locked_out_is_told_for_how_long() {
        Refused locked = Refused.until(NOON.plusSeconds(86_400), Refusal.TOO_MANY_FAILURES);
        Refused soon = Refused.until(NOON.plusMillis(1), Refusal.EMAIL_CHANGED_TOO_OFTEN);

        assertThat(problems.of(locked, new MockHttpServletRequest()).headers()).containsEntry("Retry-After", "86400");
        assertThat(problems.of(soon, new MockHttpServletRequest()).headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void a_client_that_hung_up_is_no_failure_of_the_service(CapturedOutput output) {
        IOException gone = new ClientAbortException(new IOException("Broken pipe"));

        problems.of(gone, new MockHttpServletRequest());
        problems.of(new IllegalStateException(gone), new MockHttpServletRequest());
        problems.of(new AsyncRequestNotUsableException("gone", gone), new MockHttpServletRequest());

        assertThat(output.getAll()).doesNotContain("A request failed");
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void a_store_that_hung_up_is_no_client(CapturedOutput output) {
        IOException reset = new IOException("Connection reset by peer");

        Problem away = problems.of(new StoreUnavailable("away", reset), new MockHttpServletRequest());
        Problem defect = problems.of(new IllegalStateException(reset), new MockHttpServletRequest());

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers()).containsKey("Retry-After");
        assertThat(defect.status()).isEqualTo(500);
        assertThat(output.getAll()).contains("A store could not take or give what was asked", "A request failed");
    }

    @Test
    void what_nobody_foresaw_is_logged_and_counted(CapturedOutput output) {
        Problem problem = problems.of(new IllegalStateException("a defect"), new MockHttpServletRequest("GET", "/x"));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(output.getAll()).contains("A request failed: GET /x", "a defect");
        assertThat(meters.counter("sso.refusals", "reason", "http_500").count()).isEqualTo(1);
    }
}
