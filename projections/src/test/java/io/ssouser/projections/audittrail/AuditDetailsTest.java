package io.ssouser.projections.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Secret;
import io.ssouser.domain.TextValue;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.session.EndReason;
import io.ssouser.projections.fold.CannotApply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditDetailsTest {
    record Known(int count, EndReason reason, Instant until, PasswordHash hash, Token token, boolean isLast) {}

    record Unknown(List<String> words) {}

    record Free(String text) {}

    @Secret
    record Token(String value) implements TextValue {}

    @Test
    void what_is_secret_is_left_out_and_the_rest_stands_by_its_name() {
        Instant until = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(AuditDetails.of(new Known(
                        3, EndReason.SIGNED_OUT, until, new PasswordHash("canary"), new Token("canary"), true)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "count", 3, "reason", "SIGNED_OUT", "until", "2026-03-01T12:00:00.000000Z", "is_last", true));
    }

    @Test
    void a_kind_that_nobody_has_thought_of_is_refused_and_not_printed() {
        assertThatThrownBy(() -> AuditDetails.of(new Unknown(List.of("canary"))))
                .isInstanceOf(CannotApply.class)
                .hasMessageContaining("words")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> AuditDetails.of(new Free("canary"))).isInstanceOf(CannotApply.class);
    }
}
