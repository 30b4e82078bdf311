package io.ssouser.api.subscription;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.application.command.Commands;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.domain.UserId;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.domain.subscription.SubscriptionCommand.NoteExpiry;
import io.ssouser.domain.subscription.SubscriptionId;
import io.ssouser.projections.subscription.FindSubscription;
import io.ssouser.projections.subscription.ServiceSubscription;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads subscriptions, and has it put on record when one turns out to have ended. */
public final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final ConsistentQueries reads;
    private final Commands commands;
    private final ServiceCatalogue catalogue;
    private final Clock clock;

    public Subscriptions(ConsistentQueries reads, Commands commands, ServiceCatalogue catalogue, Clock clock) {
        this.reads = reads;
        this.commands = commands;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What the user has of that service; empty when it was never subscribed. */
    public Optional<SubscriptionAnswer> find(UserId user, ServiceName service, MinPosition seen) {
        SubscriptionId id = SubscriptionId.of(user, service);
        Instant now = clock.instant();
        Optional<ServiceSubscription> found = reads.ask(new FindSubscription(id), seen);
        if (found.filter(subscription -> subscription.owesExpiryAt(now)).isPresent()) {
            noteExpiry(id, user);
        }
        return found.map(subscription -> SubscriptionAnswer.of(subscription, catalogue, now));
    }

    /** The answer holds either way: it is judged by time. */
    private void noteExpiry(SubscriptionId id, UserId user) {
        try {
            commands.send(new NoteExpiry(id, user));
        } catch (RuntimeException e) {
            LOG.warn("The end of a subscription was not put on record; the next look tries again", e);
        }
    }
}
