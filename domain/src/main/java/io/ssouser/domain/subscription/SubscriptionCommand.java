package io.ssouser.domain.subscription;

import io.ssouser.domain.Command;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.UserId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked of a subscription. */
public sealed interface SubscriptionCommand extends Command<Void> {
    UserId userId();

    /**
     * Brings the subscription into that state, by starting, changing, renewing or canceling it; nothing happens when it is in it already.
     * Refusals: {@link Refusal#PERIOD_IS_OVER}, {@link Refusal#NOTHING_TO_CANCEL}.
     *
     * @param canceled whether it ends with its period, or now when it has none; null to leave that as it is
     * @param periodEnd null to leave it as it is, which is without an end at the start
     */
    record ArrangeSubscription(
            @TargetAggregateIdentifier SubscriptionId subscriptionId,
            UserId userId,
            ServiceName service,
            PlanName plan,
            @Nullable Boolean canceled,
            @Nullable Instant periodEnd)
            implements SubscriptionCommand {}

    /** Puts on record that the period is over. Repeatable; without effect on a subscription that runs. */
    record NoteExpiry(@TargetAggregateIdentifier SubscriptionId subscriptionId, UserId userId)
            implements SubscriptionCommand {}
}
