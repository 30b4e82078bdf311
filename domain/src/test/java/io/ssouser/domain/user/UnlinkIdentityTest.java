package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.UnlinkIdentity;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import java.util.Set;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class UnlinkIdentityTest extends UserSpecification {
    private static final UserId BERT = new UserId("bert");

    @Test
    void an_identity_is_unlinked_and_free_for_others_while_there_is_a_password() {
        claims.claim(ANNA_AT_GITHUB.claimId(), ANNA);

        here(linked(ANNA_AT_GITHUB)).when(unlink(GITHUB)).expectEvents(unlinked());

        assertThat(claims.claim(ANNA_AT_GITHUB.claimId(), BERT)).isTrue();
    }

    @Test
    void the_password_goes_while_there_is_an_identity() {
        here(linked(ANNA_AT_GITHUB)).when(unlink(ProviderName.PASSWORD)).expectEvents(new PasswordRemoved(ANNA));
    }

    @Test
    void with_the_password_go_the_sessions_elsewhere() {
        here(linked(ANNA_AT_GITHUB), signedIn(OTHER_SESSION, PHONE))
                .when(unlink(ProviderName.PASSWORD))
                .expectEvents(
                        new PasswordRemoved(ANNA), new SessionEnded(ANNA, OTHER_SESSION, EndReason.PASSWORD_CHANGED));
    }

    @Test
    void an_identity_whose_provider_nobody_can_sign_in_with_is_no_way_in() {
        UnlinkIdentity password = new UnlinkIdentity(ANNA, ProviderName.PASSWORD, Set.of(GOOGLE), SESSION);

        here(linked(ANNA_AT_GITHUB))
                .when(password)
                .expectException(Refused.class)
                .expectExceptionMessage("LAST_WAY_TO_SIGN_IN")
                .expectNoEvents();
        here(linked(ANNA_AT_GITHUB), linked(ANNA_AT_GOOGLE)).when(password).expectEvents(new PasswordRemoved(ANNA));
    }

    @Test
    void the_last_identity_stays() {
        claims.claim(ANNA_AT_GITHUB.claimId(), ANNA);

        refusedAsLast(here(linked(ANNA_AT_GITHUB), new PasswordRemoved(ANNA)), GITHUB);

        assertThat(claims.claim(ANNA_AT_GITHUB.claimId(), BERT)).isFalse();
    }

    @Test
    void the_password_stays_when_it_is_the_last_way_in() {
        refusedAsLast(here(), ProviderName.PASSWORD);
    }

    @Test
    void the_identity_an_account_was_born_with_stays_when_it_is_the_last_way_in() {
        refusedAsLast(
                fixture.givenCurrentTime(NOON)
                        .andGiven(born(), new EmailConfirmed(ANNA), registered(LAPTOP), signedIn(SESSION, LAPTOP)),
                GITHUB);
    }

    @Test
    void what_is_not_linked_is_refused() {
        refused(here(), GITHUB, "IDENTITY_NOT_LINKED");
        refused(here(linked(ANNA_AT_GITHUB), unlinked()), GITHUB, "IDENTITY_NOT_LINKED");
        refused(here(linked(ANNA_AT_GITHUB), new PasswordRemoved(ANNA)), ProviderName.PASSWORD, "IDENTITY_NOT_LINKED");
    }

    static RegisteredWithIdentity born() {
        return new RegisteredWithIdentity(
                ANNA,
                CLAIM,
                EMAIL,
                ANNA_AT_GITHUB.claimId(),
                GITHUB,
                ANNA_AT_GITHUB.subject(),
                ANNA_AT_GITHUB.accountName());
    }

    private void refusedAsLast(TestExecutor<User> given, ProviderName provider) {
        refused(given, provider, "LAST_WAY_TO_SIGN_IN");
    }

    private void refused(TestExecutor<User> given, ProviderName provider, String why) {
        given.when(unlink(provider))
                .expectException(Refused.class)
                .expectExceptionMessage(why)
                .expectNoEvents();
    }

    private static UnlinkIdentity unlink(ProviderName provider) {
        return new UnlinkIdentity(ANNA, provider, Set.of(GITHUB, GOOGLE), SESSION);
    }

    private static IdentityUnlinked unlinked() {
        return new IdentityUnlinked(ANNA, ANNA_AT_GITHUB.claimId(), GITHUB);
    }

    private TestExecutor<User> here(Object... events) {
        return given(registered(LAPTOP), signedIn(SESSION, LAPTOP)).andGiven(events);
    }
}
