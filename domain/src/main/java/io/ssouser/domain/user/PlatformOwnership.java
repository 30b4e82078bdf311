package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.isLive;

import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.user.UserCommand.SettlePlatformOwnership;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PlatformOwnershipGained;
import io.ssouser.domain.user.UserEvent.PlatformOwnershipLost;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.SignedIn;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * Whether the user owns the platform. It changes in the commit in which the user's address changes, by whatever command.
 * When the operator names another address, the next start of the service records it, or the next sign-in.
 */
final class PlatformOwnership {
    private @Nullable EmailClaimId address;
    private boolean confirmed;
    private boolean held;

    @CommandHandler
    void handle(SettlePlatformOwnership command, PlatformOwnerPolicy policy) {
        record(command.userId(), policy);
    }

    @EventSourcingHandler
    void on(Registered event) {
        address = event.claimId();
    }

    @EventSourcingHandler
    void on(RegisteredWithIdentity event) {
        address = event.claimId();
    }

    @EventSourcingHandler
    void on(EmailConfirmed event, PlatformOwnerPolicy policy) {
        confirmed = true;
        record(event.userId(), policy);
    }

    @EventSourcingHandler
    void on(EmailChanged event, PlatformOwnerPolicy policy) {
        address = event.claimId();
        record(event.userId(), policy);
    }

    @EventSourcingHandler
    void on(EmailChangeUndone event, PlatformOwnerPolicy policy) {
        address = event.claimId();
        record(event.userId(), policy);
    }

    @EventSourcingHandler
    void on(SignedIn event, PlatformOwnerPolicy policy) {
        record(event.userId(), policy);
    }

    @EventSourcingHandler
    void on(PlatformOwnershipGained event) {
        held = true;
    }

    @EventSourcingHandler
    void on(PlatformOwnershipLost event) {
        held = false;
    }

    /** Axon stores the new event right after the one that is being applied. */
    private void record(UserId userId, PlatformOwnerPolicy policy) {
        boolean entitled = policy.entitles(address, confirmed);
        if (isLive() && entitled != held) {
            apply(entitled ? new PlatformOwnershipGained(userId) : new PlatformOwnershipLost(userId));
        }
    }
}
