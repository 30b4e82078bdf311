package io.ssouser.app.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.command.Commands;
import io.ssouser.application.password.StoredLockedAttempts;
import io.ssouser.domain.UserId;
import io.ssouser.domain.password.LockKind;
import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.user.UserCommand.RecordAttemptsDuringLock;
import io.ssouser.eventstore.state.FakeStateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.Test;

class LockedAttemptCountsTest {
    private static final Instant ENDED = Instant.parse("2026-11-24T09:30:00Z");
    private static final UserId UNREADABLE = new UserId("unreadable");
    private static final UserId ADA = new UserId("ada");

    private final List<UserId> recorded = new CopyOnWriteArrayList<>();
    private final StoredLockedAttempts attempts = new StoredLockedAttempts(new FakeStateStore());

    @Test
    void a_user_who_cannot_be_loaded_keeps_no_other_count_back_and_is_tried_again() {
        attempts.add(new Lockout(UNREADABLE, LockKind.SIGN_IN, ENDED), ENDED.minusSeconds(9));
        attempts.add(new Lockout(ADA, LockKind.SIGN_IN, ENDED.plusSeconds(1)), ENDED.minusSeconds(9));
        Instant now = ENDED.plus(Duration.ofMinutes(1));

        try (LockedAttemptCounts counts = new LockedAttemptCounts(attempts, commands(), clock(now))) {
            counts.start();

            await().atMost(Duration.ofSeconds(10)).until(() -> recorded.contains(ADA));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> attempts.ended(now).size() == 1);
        }
        assertThat(attempts.ended(now))
                .extracting(RecordAttemptsDuringLock::userId)
                .containsExactly(UNREADABLE);
    }

    private Commands commands() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(RecordAttemptsDuringLock.class.getName(), message -> {
            UserId user = ((RecordAttemptsDuringLock) message.getPayload()).userId();
            if (user.equals(UNREADABLE)) {
                throw new IllegalStateException("cannot be loaded");
            }
            recorded.add(user);
            return null;
        });
        return new Commands(DefaultCommandGateway.builder().commandBus(bus).build());
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
