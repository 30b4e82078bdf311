package io.ssouser.domain.subscription;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.subscription.SubscriptionCommand.ArrangeSubscription;
import io.ssouser.domain.subscription.SubscriptionCommand.NoteExpiry;
import io.ssouser.domain.subscription.SubscriptionEvent.PlanChanged;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionCancelled;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionExpired;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionRenewed;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionStarted;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A user's one subscription to a service. It ends with its period whether or not anybody looks; that it has ended is put on record by
 * whoever notices first.
 */
public class Subscription {
    @AggregateIdentifier
    private @Nullable SubscriptionId subscriptionId;

    private @Nullable PlanName plan;
    private @Nullable Instant periodEnd;
    private boolean canceled;
    private boolean expired;

    /** One that was never started: what a repository makes when it finds none. */
    public Subscription() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ArrangeSubscription command, Clock clock) {
        Instant now = clock.instant();
        if (command.periodEnd() != null && !now.isBefore(command.periodEnd())) {
            throw new Refused(Refusal.PERIOD_IS_OVER);
        }
        if (plan != null && !expired && isOverAt(now)) {
            apply(new SubscriptionExpired(
                    command.subscriptionId(), command.userId(), Objects.requireNonNull(periodEnd)));
        }
        if (plan == null || expired) {
            start(command);
        } else {
            amend(command, now);
        }
    }

    @CommandHandler
    void handle(NoteExpiry command, Clock clock) {
        if (!expired && isOverAt(clock.instant())) {
            apply(new SubscriptionExpired(
                    command.subscriptionId(), command.userId(), Objects.requireNonNull(periodEnd)));
        }
    }

    private boolean isOverAt(Instant now) {
        return periodEnd != null && !now.isBefore(periodEnd);
    }

    private void start(ArrangeSubscription command) {
        if (Boolean.TRUE.equals(command.canceled())) {
            throw new Refused(Refusal.NOTHING_TO_CANCEL);
        }
        apply(new SubscriptionStarted(
                command.subscriptionId(), command.userId(), command.service(), command.plan(), command.periodEnd()));
    }

    private void amend(ArrangeSubscription command, Instant now) {
        if (!command.plan().equals(plan)) {
            apply(new PlanChanged(command.subscriptionId(), command.userId(), command.plan()));
        }
        Instant end = command.periodEnd() == null ? periodEnd : command.periodEnd();
        boolean toBeCanceled = command.canceled() == null ? canceled : command.canceled();
        if (toBeCanceled == canceled && Objects.equals(end, periodEnd)) {
            return;
        }
        apply(
                toBeCanceled
                        ? new SubscriptionCancelled(command.subscriptionId(), command.userId(), end == null ? now : end)
                        : new SubscriptionRenewed(command.subscriptionId(), command.userId(), end));
    }

    @EventSourcingHandler
    void on(SubscriptionStarted event) {
        subscriptionId = event.subscriptionId();
        plan = event.plan();
        periodEnd = event.periodEnd();
        canceled = false;
        expired = false;
    }

    @EventSourcingHandler
    void on(PlanChanged event) {
        plan = event.plan();
    }

    @EventSourcingHandler
    void on(SubscriptionRenewed event) {
        periodEnd = event.periodEnd();
        canceled = false;
    }

    @EventSourcingHandler
    void on(SubscriptionCancelled event) {
        periodEnd = event.periodEnd();
        canceled = true;
    }

    @EventSourcingHandler
    void on(SubscriptionExpired event) {
        expired = true;
    }

    @EventSourcingHandler
    void on(UnknownEvent event) {
        throw event.met();
    }
}
