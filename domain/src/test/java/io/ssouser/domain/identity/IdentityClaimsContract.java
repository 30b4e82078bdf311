package io.ssouser.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.UserId;
import org.junit.jupiter.api.Test;

/** What a user aggregate may rely on when it asks who owns an identity. */
public abstract class IdentityClaimsContract {
    private static final IdentityClaimId CLAIM = new IdentityClaimId("claim");
    private static final UserId ANNA = new UserId("anna");
    private static final UserId BERT = new UserId("bert");

    /** In a unit of work of its own. */
    protected abstract boolean claim(IdentityClaimId id, UserId claimant);

    /** In a unit of work of its own. */
    protected abstract void release(IdentityClaimId id, UserId owner);

    @Test
    void a_free_identity_is_its_claimants_and_stays_so() {
        assertThat(claim(CLAIM, ANNA)).isTrue();
        assertThat(claim(CLAIM, ANNA)).isTrue();
        assertThat(claim(CLAIM, BERT)).isFalse();
        assertThat(claim(new IdentityClaimId("other"), BERT)).isTrue();
    }

    @Test
    void a_released_identity_is_free() {
        claim(CLAIM, ANNA);

        release(CLAIM, ANNA);

        assertThat(claim(CLAIM, BERT)).isTrue();
        assertThat(claim(CLAIM, ANNA)).isFalse();
    }

    @Test
    void nobody_releases_what_is_anothers_or_nobodys() {
        release(CLAIM, BERT);
        claim(CLAIM, ANNA);

        release(CLAIM, BERT);

        assertThat(claim(CLAIM, BERT)).isFalse();
        assertThat(claim(CLAIM, ANNA)).isTrue();
    }
}
