package io.ssouser.projections.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.domain.subscription.SubscriptionEvent.PlanChanged;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionCancelled;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionExpired;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionRenewed;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionStarted;
import io.ssouser.domain.subscription.SubscriptionId;
import io.ssouser.domain.subscription.SubscriptionStatus;
import io.ssouser.projections.Life;
import io.ssouser.projections.ReadModelLaws;
import io.ssouser.projections.fold.Fold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionTest extends ReadModelLaws {
    private static final Instant END = Life.LATER;

    @Override
    protected Fold<?> fold() {
        return new SubscriptionFold();
    }

    private static SubscriptionId id(String service) {
        return SubscriptionId.of(ALICE.id(), new ServiceName(service));
    }

    private void start(String service, @Nullable Instant periodEnd) {
        tell(
                ALICE,
                new SubscriptionStarted(
                        id(service), ALICE.id(), new ServiceName(service), new PlanName("pro"), periodEnd));
    }

    private ServiceSubscription find(String service) {
        return new SubscriptionQueries(stage.documents)
                .answer(new FindSubscription(id(service)))
                .orElseThrow();
    }

    @Test
    void a_started_one_is_active_until_its_period_is_over_and_owes_its_expiry_then() {
        start("api", END);

        assertThat(find("api").statusAt(END.minusNanos(1))).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(find("api").owesExpiryAt(END.minusNanos(1))).isFalse();
        assertThat(find("api").statusAt(END)).isEqualTo(SubscriptionStatus.EXPIRED);
        assertThat(find("api").owesExpiryAt(END)).isTrue();
    }

    @Test
    void one_without_an_end_never_expires() {
        start("api", null);

        assertThat(find("api").statusAt(Instant.MAX)).isEqualTo(SubscriptionStatus.ACTIVE);
    }

    @Test
    void a_canceled_one_says_so_until_it_ends_and_a_renewal_takes_that_back() {
        start("api", END);
        tell(ALICE, new PlanChanged(id("api"), ALICE.id(), new PlanName("team")));
        tell(ALICE, new SubscriptionCancelled(id("api"), ALICE.id(), END));

        assertThat(find("api").statusAt(END.minusNanos(1))).isEqualTo(SubscriptionStatus.CANCELED);
        assertThat(find("api").statusAt(END)).isEqualTo(SubscriptionStatus.EXPIRED);
        assertThat(find("api").plan()).isEqualTo(new PlanName("team"));

        tell(ALICE, new SubscriptionRenewed(id("api"), ALICE.id(), END.plusSeconds(1)));

        assertThat(find("api").statusAt(END)).isEqualTo(SubscriptionStatus.ACTIVE);
    }

    @Test
    void an_expired_one_owes_nothing_and_starts_anew() {
        start("api", END);
        tell(ALICE, new SubscriptionExpired(id("api"), ALICE.id(), END));

        assertThat(find("api").statusAt(END)).isEqualTo(SubscriptionStatus.EXPIRED);
        assertThat(find("api").owesExpiryAt(END)).isFalse();

        start("api", null);

        assertThat(find("api").statusAt(END)).isEqualTo(SubscriptionStatus.ACTIVE);
    }

    @Test
    void a_user_has_one_to_each_service_listed_by_its_name() {
        start("mail", null);
        start("api", null);
        live(BOB);
        stage.settle();

        assertThat(new SubscriptionQueries(stage.documents).answer(new FindSubscriptions(ALICE.id())))
                .extracting(found -> found.service().value())
                .containsExactly("api", "mail");
    }

    @Test
    void a_change_of_what_was_never_started_is_parked() {
        tell(ALICE, new PlanChanged(id("api"), ALICE.id(), new PlanName("team")));

        assertThat(stage.projections().parked(ServiceSubscription.NAME)).isEqualTo(1);
    }
}
