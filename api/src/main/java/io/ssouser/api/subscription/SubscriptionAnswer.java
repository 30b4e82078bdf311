package io.ssouser.api.subscription;

import io.ssouser.api.conventions.Moments;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.domain.subscription.SubscriptionStatus;
import io.ssouser.projections.subscription.ServiceSubscription;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A subscription as clients read it (wire contract, section 6).
 *
 * @param plan {@code free} once it has expired, so that whoever looks at nothing else grants no more
 * @param status {@code active}, {@code canceled} or {@code expired}
 * @param currentPeriodEnd a moment, or {@code N/A}
 */
public record SubscriptionAnswer(
        ServiceName service, PlanName plan, List<String> features, String status, String currentPeriodEnd) {
    private static final String NO_END = "N/A";

    /** Of somebody who never subscribed. */
    static SubscriptionAnswer none(ServiceName service, ServiceCatalogue catalogue) {
        return of(service, PlanName.FREE, SubscriptionStatus.ACTIVE, NO_END, catalogue);
    }

    static SubscriptionAnswer of(ServiceSubscription found, ServiceCatalogue catalogue, Instant now) {
        SubscriptionStatus status = found.statusAt(now);
        return of(
                found.service(),
                status == SubscriptionStatus.EXPIRED ? PlanName.FREE : found.plan(),
                status,
                found.periodEnd() == null ? NO_END : Moments.text(found.periodEnd()),
                catalogue);
    }

    private static SubscriptionAnswer of(
            ServiceName service, PlanName plan, SubscriptionStatus status, String end, ServiceCatalogue catalogue) {
        List<String> features = catalogue.features(service, plan).orElse(List.of());
        return new SubscriptionAnswer(service, plan, features, status.name().toLowerCase(Locale.ROOT), end);
    }
}
