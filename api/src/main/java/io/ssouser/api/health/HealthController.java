package io.ssouser.api.health;

import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ssouser.api.health.Writes.Cause;
import io.ssouser.api.route.Route;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health under the paths that the reference server has; the same as the actuator's, without details. */
@Route(access = PUBLIC)
@RestController
public final class HealthController {
    private final HealthEndpoint health;
    private final Writes writes;

    public HealthController(HealthEndpoint health, Writes writes) {
        this.health = health;
        this.writes = writes;
    }

    /** @param cause why nothing can be written; left out when it can, and where it does not matter */
    record Health(
            String status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Cause cause) {}

    @GetMapping("/health")
    ResponseEntity<Health> all() {
        return answer(health.health(), writes.cause());
    }

    @GetMapping("/health/live")
    ResponseEntity<Health> live() {
        return answer(health.healthForPath("liveness"), Optional.empty());
    }

    @GetMapping("/health/ready")
    ResponseEntity<Health> ready() {
        return answer(health.healthForPath("readiness"), writes.cause());
    }

    private static ResponseEntity<Health> answer(HealthDescriptor found, Optional<Cause> cause) {
        Status status = found.getStatus();
        boolean down = Status.DOWN.equals(status) || Status.OUT_OF_SERVICE.equals(status);
        return ResponseEntity.status(down ? 503 : 200)
                .body(new Health(status.getCode(), down ? cause.orElse(null) : null));
    }
}
