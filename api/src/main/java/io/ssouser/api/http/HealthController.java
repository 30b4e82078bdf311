package io.ssouser.api.http;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health under the paths that the reference server has; the same as the actuator's, without details. */
@RestController
public final class HealthController {
    private final HealthEndpoint health;

    public HealthController(HealthEndpoint health) {
        this.health = health;
    }

    record Health(String status) {}

    @GetMapping("/health")
    ResponseEntity<Health> all() {
        return answer(health.health());
    }

    @GetMapping("/health/live")
    ResponseEntity<Health> live() {
        return answer(health.healthForPath("liveness"));
    }

    @GetMapping("/health/ready")
    ResponseEntity<Health> ready() {
        return answer(health.healthForPath("readiness"));
    }

    private static ResponseEntity<Health> answer(HealthDescriptor found) {
        Status status = found.getStatus();
        boolean down = Status.DOWN.equals(status) || Status.OUT_OF_SERVICE.equals(status);
        return ResponseEntity.status(down ? 503 : 200).body(new Health(status.getCode()));
    }
}
