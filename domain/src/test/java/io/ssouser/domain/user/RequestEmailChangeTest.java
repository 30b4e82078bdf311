package io.ssouser.domain.user;

import io.ssouser.domain.ExpectedVersion;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.user.UserCommand.RequestEmailChange;
import io.ssouser.domain.user.UserEvent.EmailChangeCancelled;
import io.ssouser.domain.user.UserEvent.EmailChangeRequested;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestEmailChangeTest extends UserSpecification {
    static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    static final Instant NEXT_WEEK = NOON.plus(Duration.ofDays(7));
    static final EmailChangeId CHANGE = new EmailChangeId("change");
    static final EmailClaimId NEW_CLAIM = new EmailClaimId("new claim");
    static final EmailAddress NEW_EMAIL = new EmailAddress("anna@example.com");
    static final EmailChangeRequested REQUESTED =
            new EmailChangeRequested(ANNA, CHANGE, NEW_CLAIM, NEW_EMAIL, EMAIL, TOMORROW);

    @Test
    void a_new_address_waits_for_a_day_and_changes_nothing_yet() {
        given(signedIn(SESSION, LAPTOP))
                .when(change(NEW_EMAIL, ExpectedVersion.ANY))
                .expectEvents(REQUESTED);
    }

    @Test
    void the_address_that_the_account_has_is_no_change() {
        given(signedIn(SESSION, LAPTOP))
                .when(change(EMAIL, ExpectedVersion.ANY))
                .expectNoEvents();
    }

    @Test
    void the_address_that_the_account_has_voids_a_pending_change() {
        given(signedIn(SESSION, LAPTOP), REQUESTED)
                .when(change(EMAIL, ExpectedVersion.ANY))
                .expectEvents(new EmailChangeCancelled(ANNA));
    }

    @Test
    void a_sender_who_has_seen_the_present_version_may_change_it() {
        given(signedIn(SESSION, LAPTOP))
                .when(change(NEW_EMAIL, new ExpectedVersion(Set.of(2L, 7L))))
                .expectEvents(REQUESTED);
    }

    @Test
    void a_sender_who_has_seen_another_version_is_refused() {
        for (ExpectedVersion stale : List.of(new ExpectedVersion(Set.of(1L)), new ExpectedVersion(Set.of()))) {
            given(signedIn(SESSION, LAPTOP))
                    .when(change(NEW_EMAIL, stale))
                    .expectException(Refused.class)
                    .expectExceptionMessage("VERSION_CHANGED")
                    .expectNoEvents();
        }
    }

    @Test
    void a_sixth_change_within_a_week_is_refused() {
        given(changes(5))
                .andGiven(signedIn(SESSION, LAPTOP))
                .when(change(NEW_EMAIL, ExpectedVersion.ANY))
                .expectException(Refused.class)
                .expectExceptionMessage("EMAIL_CHANGED_TOO_OFTEN")
                .expectNoEvents();
    }

    @Test
    void a_week_later_the_address_may_be_changed_again() {
        given(changes(5))
                .andGivenCurrentTime(NEXT_WEEK)
                .andGiven(signedIn(SESSION, LAPTOP))
                .when(change(NEW_EMAIL, ExpectedVersion.ANY))
                .expectSuccessfulHandlerExecution();
    }

    private static Object[] changes(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new EmailChanged(
                        ANNA,
                        new EmailChangeId("change " + i),
                        new EmailClaimId("claim " + i),
                        new EmailAddress("anna" + i + "@example.org"),
                        EMAIL,
                        NEXT_WEEK))
                .toArray();
    }

    private static RequestEmailChange change(EmailAddress email, ExpectedVersion expected) {
        return new RequestEmailChange(ANNA, CHANGE, NEW_CLAIM, email, SESSION, expected);
    }
}
