package io.ssouser.projections.userprofile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.user.UserEvent.EmailChangeCancelled;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.projections.Life;
import io.ssouser.projections.ReadModelLaws;
import io.ssouser.projections.Stage;
import io.ssouser.projections.fold.Fold;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserProfileTest extends ReadModelLaws {
    @Override
    protected Fold<?> fold() {
        return new UserProfileFold();
    }

    private Optional<UserProfile> find(UserId user) {
        return new UserProfileQueries(stage.documents).answer(new FindUserProfile(user));
    }

    @Test
    void a_registered_account_has_a_profile_with_an_address_not_yet_verified() {
        tell(ALICE, ALICE.registered());

        assertThat(find(ALICE.id()))
                .contains(new UserProfile(
                        ALICE.id(), new EmailAddress("alice@example.com"), null, null, null, Stage.START));
        assertThat(find(BOB.id())).isEmpty();
    }

    @Test
    void an_account_born_with_an_identity_has_a_profile_too() {
        tell(ALICE, ALICE.registeredWith("google"));

        assertThat(find(ALICE.id()))
                .contains(new UserProfile(
                        ALICE.id(), new EmailAddress("alice@example.com"), null, null, null, Stage.START));
    }

    @Test
    void a_confirmed_address_is_verified_from_that_moment_on() {
        tell(ALICE, ALICE.registered());
        tell(ALICE, new EmailConfirmed(ALICE.id()));

        assertThat(find(ALICE.id()).orElseThrow().emailVerifiedAt()).isEqualTo(Stage.START.plusSeconds(1));
    }

    @Test
    void a_new_address_is_pending_until_it_is_confirmed() {
        tell(ALICE, ALICE.registered());
        tell(ALICE, ALICE.changeRequested());

        UserProfile asked = find(ALICE.id()).orElseThrow();
        assertThat(asked.email()).isEqualTo(ALICE.registered().email());
        assertThat(asked.pendingEmail()).isEqualTo(ALICE.next());
        assertThat(asked.pendingUntil()).isEqualTo(Life.LATER);

        tell(ALICE, ALICE.changed());

        assertThat(find(ALICE.id()))
                .contains(
                        new UserProfile(ALICE.id(), ALICE.next(), Stage.START.plusSeconds(2), null, null, Stage.START));
    }

    @Test
    void a_cancelled_change_leaves_the_address_and_when_it_was_verified() {
        tell(ALICE, ALICE.registered());
        tell(ALICE, new EmailConfirmed(ALICE.id()));
        UserProfile before = find(ALICE.id()).orElseThrow();
        tell(ALICE, ALICE.changeRequested());

        tell(ALICE, new EmailChangeCancelled(ALICE.id()));

        assertThat(find(ALICE.id())).contains(before);
    }

    @Test
    void an_undone_change_brings_the_old_address_back_verified_anew() {
        tell(ALICE, ALICE.registered());
        tell(ALICE, ALICE.changed());
        tell(ALICE, ALICE.changeRequested());

        tell(
                ALICE,
                new EmailChangeUndone(
                        ALICE.id(),
                        ALICE.registered().claimId(),
                        ALICE.registered().email()));

        UserProfile restored = find(ALICE.id()).orElseThrow();
        assertThat(restored.email()).isEqualTo(ALICE.registered().email());
        assertThat(restored.emailVerifiedAt()).isEqualTo(Stage.START.plusSeconds(3));
        assertThat(restored.pendingEmail()).isNull();
    }

    @Test
    void a_confirmation_without_a_profile_is_parked_and_fails_again_when_tried() {
        tell(ALICE, new EmailConfirmed(ALICE.id()));

        assertThat(stage.projections().parked(UserProfile.NAME)).isEqualTo(1);
        assertThat(stage.projections().retryParked(UserProfile.NAME)).isZero();
        assertThat(find(ALICE.id())).isEmpty();
    }

    @Test
    void an_erased_user_keeps_a_profile_without_an_address() {
        tell(ALICE, new Registered(ALICE.id(), new EmailClaimId("claim"), null, null));

        UserProfile profile = find(ALICE.id()).orElseThrow();
        assertThat(profile.email()).isNull();
        assertThat(profile.createdAt()).isEqualTo(Stage.START);
    }
}
