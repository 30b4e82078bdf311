package io.ssouser.domain.subscription;

import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.instanceOf;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.subscription.SubscriptionCommand.ArrangeSubscription;
import io.ssouser.domain.subscription.SubscriptionCommand.NoteExpiry;
import io.ssouser.domain.subscription.SubscriptionEvent.PlanChanged;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionCancelled;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionExpired;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionRenewed;
import io.ssouser.domain.subscription.SubscriptionEvent.SubscriptionStarted;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Anna and the service {@code api}. It is noon on the first of March. */
class SubscriptionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T12:00:00Z");
    private static final UserId ANNA = new UserId("anna");
    private static final ServiceName API = new ServiceName("api");
    private static final SubscriptionId ID = SubscriptionId.of(ANNA, API);
    private static final PlanName PRO = new PlanName("pro");
    private static final PlanName TEAM = new PlanName("team");

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    SubscriptionTest() {
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static SubscriptionStarted started(@Nullable Instant periodEnd) {
        return new SubscriptionStarted(ID, ANNA, API, PRO, periodEnd);
    }

    private static ArrangeSubscription arranged(
            PlanName plan, @Nullable Boolean canceled, @Nullable Instant periodEnd) {
        return new ArrangeSubscription(ID, ANNA, API, plan, canceled, periodEnd);
    }

    private static void expectRefusal(ResultValidator<Subscription> result, Refusal refusal) {
        result.expectException(Refused.class)
                .expectExceptionMessage(refusal.name())
                .expectNoEvents();
    }

    private TestExecutor<Subscription> nothing() {
        return fixture.givenNoPriorActivity();
    }

    @Test
    void a_first_arrangement_starts_it() {
        nothing().when(arranged(PRO, null, APRIL)).expectEvents(started(APRIL));
        nothing().when(arranged(PRO, false, null)).expectEvents(started(null));
    }

    @Test
    void an_arrangement_that_holds_already_changes_nothing() {
        fixture.given(started(APRIL)).when(arranged(PRO, null, null)).expectNoEvents();
        fixture.given(started(APRIL)).when(arranged(PRO, false, APRIL)).expectNoEvents();
    }

    @Test
    void another_plan_leaves_the_period_alone() {
        fixture.given(started(APRIL)).when(arranged(TEAM, null, null)).expectEvents(new PlanChanged(ID, ANNA, TEAM));
    }

    @Test
    void a_later_end_renews_it() {
        fixture.given(started(APRIL))
                .when(arranged(PRO, null, MAY))
                .expectEvents(new SubscriptionRenewed(ID, ANNA, MAY));
    }

    @Test
    void a_canceled_one_runs_to_the_end_of_its_period() {
        fixture.given(started(APRIL))
                .when(arranged(PRO, true, null))
                .expectEvents(new SubscriptionCancelled(ID, ANNA, APRIL));
        fixture.given(started(APRIL), new SubscriptionCancelled(ID, ANNA, APRIL))
                .when(arranged(PRO, true, null))
                .expectNoEvents();
    }

    @Test
    void one_without_a_period_ends_at_once_when_it_is_canceled() {
        fixture.given(started(null))
                .when(arranged(PRO, true, null))
                .expectEvents(new SubscriptionCancelled(ID, ANNA, NOON));
    }

    @Test
    void a_cancellation_is_taken_back_before_the_period_ends() {
        fixture.given(started(APRIL), new SubscriptionCancelled(ID, ANNA, APRIL))
                .when(arranged(PRO, false, null))
                .expectEvents(new SubscriptionRenewed(ID, ANNA, APRIL));
    }

    @Test
    void a_canceled_one_stays_canceled_when_its_period_or_plan_is_changed() {
        fixture.given(started(APRIL), new SubscriptionCancelled(ID, ANNA, APRIL))
                .when(arranged(TEAM, null, MAY))
                .expectEvents(new PlanChanged(ID, ANNA, TEAM), new SubscriptionCancelled(ID, ANNA, MAY));
    }

    @Test
    void its_expiry_is_noted_once_and_not_before_the_period_is_over() {
        fixture.given(started(APRIL)).when(new NoteExpiry(ID, ANNA)).expectNoEvents();
        fixture.given(started(null)).when(new NoteExpiry(ID, ANNA)).expectNoEvents();
        fixture.given(started(NOON))
                .when(new NoteExpiry(ID, ANNA))
                .expectEvents(new SubscriptionExpired(ID, ANNA, NOON));
        fixture.given(started(NOON), new SubscriptionExpired(ID, ANNA, NOON))
                .when(new NoteExpiry(ID, ANNA))
                .expectNoEvents();
    }

    @Test
    void one_that_has_expired_starts_anew_and_the_expiry_is_on_record_first() {
        fixture.given(started(NOON))
                .when(arranged(PRO, null, MAY))
                .expectEvents(new SubscriptionExpired(ID, ANNA, NOON), started(MAY));
        fixture.given(started(NOON), new SubscriptionExpired(ID, ANNA, NOON))
                .when(arranged(PRO, null, null))
                .expectEvents(started(null));
    }

    @Test
    void what_does_not_run_cannot_be_canceled() {
        expectRefusal(nothing().when(arranged(PRO, true, APRIL)), Refusal.NOTHING_TO_CANCEL);
        expectRefusal(fixture.given(started(NOON)).when(arranged(PRO, true, null)), Refusal.NOTHING_TO_CANCEL);
    }

    @Test
    void a_period_ends_in_the_future() {
        expectRefusal(nothing().when(arranged(PRO, null, NOON)), Refusal.PERIOD_IS_OVER);
        expectRefusal(
                fixture.given(started(APRIL)).when(arranged(PRO, true, NOON.minusSeconds(1))), Refusal.PERIOD_IS_OVER);
    }

    @Test
    void an_unknown_event_cannot_be_passed_over() {
        fixture.given(started(APRIL), new UnknownEvent("subscription.frozen", "1"))
                .when(arranged(TEAM, null, null))
                .expectException(hasProperty("cause", instanceOf(IllegalStateException.class)))
                .expectNoEvents();
    }
}
