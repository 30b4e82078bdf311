package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderSubject;
import io.ssouser.domain.user.UserCommand.LinkIdentity;
import io.ssouser.domain.user.UserCommand.RecordRefusedLink;
import io.ssouser.domain.user.UserEvent.IdentityLinkRefused;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class LinkIdentityTest extends UserSpecification {
    private static final LinkIdentity LINK = new LinkIdentity(ANNA, ANNA_AT_GITHUB, SESSION, 0);

    @Test
    void a_free_identity_becomes_the_accounts() {
        here().when(LINK).expectResultMessagePayload(Outcome.done(GITHUB)).expectEvents(linked(ANNA_AT_GITHUB));
        assertThat(claims.claim(ANNA_AT_GITHUB.claimId(), new UserId("bert"))).isFalse();
    }

    @Test
    void accounts_at_two_providers_stand_side_by_side() {
        here(linked(ANNA_AT_GOOGLE)).when(LINK).expectEvents(linked(ANNA_AT_GITHUB));
    }

    @Test
    void the_identity_it_has_stores_nothing() {
        here(linked(ANNA_AT_GITHUB))
                .when(LINK)
                .expectResultMessagePayload(Outcome.done(GITHUB))
                .expectNoEvents();
    }

    @Test
    void a_second_account_at_one_provider_is_refused() {
        ProviderIdentity second =
                new ProviderIdentity(GITHUB, new IdentityClaimId("second"), new ProviderSubject("2"), null);

        here(linked(ANNA_AT_GITHUB))
                .when(new LinkIdentity(ANNA, second, SESSION, 0))
                .expectException(Refused.class)
                .expectExceptionMessage("PROVIDER_ALREADY_LINKED")
                .expectNoEvents();
        assertThat(claims.claim(second.claimId(), new UserId("bert"))).isTrue();
    }

    @Test
    void an_unlinked_provider_takes_another_account() {
        here(linked(ANNA_AT_GOOGLE), new IdentityUnlinked(ANNA, ANNA_AT_GOOGLE.claimId(), GOOGLE))
                .when(new LinkIdentity(ANNA, ANNA_AT_GOOGLE, SESSION, 1))
                .expectEvents(linked(ANNA_AT_GOOGLE));
    }

    @Test
    void anothers_identity_is_refused_and_the_attempt_remembered() {
        claims.claim(ANNA_AT_GITHUB.claimId(), new UserId("bert"));

        here().when(LINK)
                .expectResultMessagePayload(Outcome.denied(Refusal.IDENTITY_OF_ANOTHER))
                .expectEvents(new IdentityLinkRefused(ANNA, GITHUB));
    }

    @Test
    void what_was_no_proof_is_remembered_and_links_nothing() {
        here().when(new RecordRefusedLink(ANNA, GITHUB, SESSION)).expectEvents(new IdentityLinkRefused(ANNA, GITHUB));
    }

    private TestExecutor<User> here(Object... events) {
        return given(registered(LAPTOP), signedIn(SESSION, LAPTOP)).andGiven(events);
    }
}
