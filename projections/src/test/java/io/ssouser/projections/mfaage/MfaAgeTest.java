package io.ssouser.projections.mfaage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.projections.ReadModelLaws;
import io.ssouser.projections.Stage;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.mfaage.MfaAgeFold.MfaAge;
import io.ssouser.projections.mfaage.MfaAgeQueries.FindMfaAge;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked example of the walk keeps the laws of a read model. */
class MfaAgeTest extends ReadModelLaws {
    @Override
    protected Fold<?> fold() {
        return new MfaAgeFold();
    }

    private Optional<MfaAge> age() {
        return new MfaAgeQueries(stage.documents).answer(new FindMfaAge(ALICE.id()));
    }

    @Test
    void a_second_factor_is_as_old_as_its_last_start() {
        tell(ALICE, ALICE.registered());
        tell(ALICE, new MfaEnabled(ALICE.id(), 1));
        assertThat(age()).contains(new MfaAge(ALICE.id(), Stage.START.plusSeconds(1)));
        tell(ALICE, new MfaDisabled(ALICE.id()));
        assertThat(age()).isEmpty();
    }
}
