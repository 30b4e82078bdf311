package io.ssouser.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.application.vault.keys.MasterKey;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

class StartRefusalsTest {
    private final StartRefusals refusals = new StartRefusals();

    static Stream<Throwable> whatAPersonCanMend() {
        return Stream.of(
                new LogRefused("/data/log.db has format 2 and this program reads 1"),
                new LogUnavailable("Cannot open /data/log.db: Permission denied"),
                new StoreUnavailable("Cannot open /data/state.db: disk full"),
                new UnusableSetting("SSO_PLATFORM_OWNER", "ada", "an e-mail address"),
                catchThrowable(() -> MasterKey.obtain("no key", Path.of("master.key"), new SecureRandom())));
    }

    @ParameterizedTest
    @MethodSource("whatAPersonCanMend")
    void what_a_person_can_mend_is_told_in_its_own_words_with_what_to_do(Throwable cause) {
        Throwable failure = new BeanCreationException("engine", "log", new BeanCreationException("log", "open", cause));

        FailureAnalysis analysis = refusals.analyze(failure);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).isNotBlank().isEqualTo(cause.getMessage());
        assertThat(analysis.getAction()).contains("then start again");
    }

    @Test
    void a_defect_is_left_to_its_stack_trace() {
        assertThat(refusals.analyze(new BeanCreationException("log", "open", new IllegalStateException("defect"))))
                .isNull();
    }
}
