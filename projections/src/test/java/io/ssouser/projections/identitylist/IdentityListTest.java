package io.ssouser.projections.identitylist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.projections.ReadModelLaws;
import io.ssouser.projections.fold.Fold;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityListTest extends ReadModelLaws {
    @Override
    protected Fold<?> fold() {
        return new IdentityListFold();
    }

    private List<String> providers() {
        return new IdentityListQueries(stage.documents)
                .answer(new FindIdentities(ALICE.id())).providers().stream()
                        .map(provider -> provider.value())
                        .toList();
    }

    @Test
    void an_account_that_is_unknown_has_none() {
        assertThat(providers()).isEmpty();
    }

    @Test
    void a_password_stands_first_and_identities_in_the_order_of_their_linking() {
        tell(ALICE, ALICE.registered());
        assertThat(providers()).containsExactly("password");
        tell(ALICE, ALICE.linked("google"));
        tell(ALICE, ALICE.linked("github"));
        assertThat(providers()).containsExactly("password", "google", "github");
    }

    @Test
    void what_is_taken_away_is_gone() {
        tell(ALICE, ALICE.registered());
        tell(ALICE, ALICE.linked("google"));
        tell(ALICE, ALICE.linked("github"));
        tell(ALICE, ALICE.unlinked("google"));
        tell(ALICE, new PasswordRemoved(ALICE.id()));
        assertThat(providers()).containsExactly("github");
    }

    @Test
    void an_account_born_with_an_identity_has_no_password() {
        tell(ALICE, ALICE.registeredWith("microsoft"));
        assertThat(providers()).containsExactly("microsoft");
    }
}
