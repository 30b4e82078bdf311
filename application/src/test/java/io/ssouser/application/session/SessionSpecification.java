package io.ssouser.application.session;

import static io.ssouser.application.RunningService.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.RunningService;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running service in which Ada is a user with a confirmed address. */
abstract class SessionSpecification {
    @TempDir
    Path folder;

    RunningService service;
    UserId ada;

    @BeforeEach
    void start() {
        service = new RunningService(folder);
        ada = service.registered(EMAIL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    static void assertRefused(ThrowingCallable call, Refusal why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
    }

    static void assertNoAccess(ThrowingCallable call, AccessRefused.Reason why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AccessRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(why));
    }
}
