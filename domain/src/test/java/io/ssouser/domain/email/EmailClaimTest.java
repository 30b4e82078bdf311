package io.ssouser.domain.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.is;

import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimContested;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimReleased;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimed;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class EmailClaimTest {
    private static final EmailClaimId CLAIM = new EmailClaimId("claim");
    private static final UserId ANNA = new UserId("anna");
    private static final UserId BERT = new UserId("bert");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final EmailClaimReleased WAITING = new EmailClaimReleased(CLAIM, ANNA, NOON.plusMillis(1));

    private final AggregateTestFixture<EmailClaim> fixture = new AggregateTestFixture<>(EmailClaim.class);

    EmailClaimTest() {
        fixture.registerAnnotatedCommandHandler(new ClaimHandler());
    }

    @Test
    void a_free_address_is_claimed() {
        fixture.givenNoPriorActivity()
                .when(new Claim(ANNA))
                .expectResultMessagePayload(true)
                .expectEvents(new EmailClaimed(CLAIM, ANNA))
                .expectState(claim -> assertThat(claim.owner()).isEqualTo(ANNA));
    }

    @Test
    void a_claim_on_anothers_address_is_told_and_remembered_and_leaves_it_to_its_owner() {
        fixture.given(new EmailClaimed(CLAIM, ANNA))
                .when(new Claim(BERT))
                .expectResultMessagePayload(false)
                .expectEvents(new EmailClaimContested(CLAIM, ANNA))
                .expectState(claim -> assertThat(claim.owner()).isEqualTo(ANNA));
    }

    @Test
    void a_second_claim_of_the_owner_is_one_too_many_as_well() {
        fixture.given(new EmailClaimed(CLAIM, ANNA), new EmailClaimContested(CLAIM, ANNA))
                .when(new Claim(ANNA))
                .expectResultMessagePayload(false)
                .expectEvents(new EmailClaimContested(CLAIM, ANNA));
    }

    @Test
    void a_claim_with_an_event_that_this_version_does_not_know_is_not_loaded() {
        fixture.given(new EmailClaimed(CLAIM, ANNA), new UnknownEvent("email-claim.beamed-up", "1"))
                .when(new Claim(BERT))
                .expectException(hasProperty(
                        "cause",
                        hasProperty(
                                "message",
                                is("This version does not know the event email-claim.beamed-up of revision 1"
                                        + " and must not pass over it"))))
                .expectNoEvents();
    }

    @Test
    void an_address_that_was_left_waits_for_its_last_owner_and_tells_nobody() {
        fixture.given(new EmailClaimed(CLAIM, ANNA), WAITING)
                .when(new Claim(BERT))
                .expectResultMessagePayload(false)
                .expectNoEvents()
                .expectState(claim -> assertThat(claim.owner()).isNull());
    }

    @Test
    void its_last_owner_comes_back_to_an_address_that_waits() {
        fixture.given(new EmailClaimed(CLAIM, ANNA), WAITING)
                .when(new Claim(ANNA))
                .expectResultMessagePayload(true)
                .expectEvents(new EmailClaimed(CLAIM, ANNA));
    }

    @Test
    void an_address_has_waited_when_its_time_has_come() {
        fixture.given(new EmailClaimed(CLAIM, ANNA), new EmailClaimReleased(CLAIM, ANNA, NOON))
                .when(new Claim(BERT))
                .expectResultMessagePayload(true)
                .expectEvents(new EmailClaimed(CLAIM, BERT))
                .expectState(claim -> assertThat(claim.owner()).isEqualTo(BERT));
    }

    @Test
    void an_address_is_left_by_its_owner_alone() {
        fixture.given(new EmailClaimed(CLAIM, ANNA))
                .when(new Leave(ANNA))
                .expectEvents(new EmailClaimReleased(CLAIM, ANNA, NOON));
        fixture.given(new EmailClaimed(CLAIM, ANNA))
                .when(new Leave(BERT))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
        fixture.given(new EmailClaimed(CLAIM, ANNA), WAITING)
                .when(new Leave(ANNA))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
    }

    record Claim(UserId claimant) {}

    record Leave(UserId holder) {}

    /** Uses the claim as a registration does. */
    final class ClaimHandler {
        @CommandHandler
        boolean handle(Claim command) throws Exception {
            Aggregate<EmailClaim> claim = fixture.getRepository().loadOrCreate(CLAIM.value(), EmailClaim::new);
            return claim.invoke(address -> address.claimFor(CLAIM, command.claimant(), NOON));
        }

        @CommandHandler
        void handle(Leave command) {
            fixture.getRepository().load(CLAIM.value()).execute(claim -> claim.release(command.holder(), NOON));
        }
    }
}
