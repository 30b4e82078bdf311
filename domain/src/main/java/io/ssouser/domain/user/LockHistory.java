package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.password.Lockout;
import io.ssouser.domain.user.UserCommand.RecordAttemptsDuringLock;
import io.ssouser.domain.user.UserEvent.AttemptsDuringLockCounted;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** The latest locks whose attempts are on record, so that each is recorded once. */
final class LockHistory {
    /** A command is repeated soon or not at all, and no more locks than a few end in between. */
    private static final int MOST = 20;

    private List<Lockout> recorded = new ArrayList<>();

    @CommandHandler
    void handle(RecordAttemptsDuringLock command) {
        if (!recorded.contains(command.lock())) {
            apply(new AttemptsDuringLockCounted(
                    command.userId(),
                    command.kind(),
                    command.lockedUntil(),
                    command.attempts(),
                    command.firstAt(),
                    command.lastAt()));
        }
    }

    @EventSourcingHandler
    void on(AttemptsDuringLockCounted event) {
        if (recorded.size() == MOST) {
            recorded.remove(0);
        }
        recorded.add(new Lockout(event.userId(), event.kind(), event.lockedUntil()));
    }
}
