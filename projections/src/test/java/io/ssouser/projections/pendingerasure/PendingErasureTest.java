package io.ssouser.projections.pendingerasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.user.UserEvent.ErasureCancelled;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import io.ssouser.projections.Life;
import io.ssouser.projections.ReadModelLaws;
import io.ssouser.projections.fold.Fold;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingErasureTest extends ReadModelLaws {
    @Override
    protected Fold<?> fold() {
        return new PendingErasureFold();
    }

    private List<PendingErasure> dueAt(Instant now) {
        return new PendingErasureQueries(stage.documents).answer(new FindDueErasures(now));
    }

    @Test
    void an_account_is_due_from_its_very_moment_on_and_not_before() {
        tell(ALICE, new ErasureRequested(ALICE.id(), Life.LATER));

        assertThat(dueAt(Life.LATER.minusNanos(1_000))).isEmpty();
        assertThat(dueAt(Life.LATER)).containsExactly(new PendingErasure(ALICE.id(), Life.LATER));
    }

    @Test
    void the_longest_due_come_first() {
        tell(ALICE, new ErasureRequested(ALICE.id(), Life.LATER));
        tell(BOB, new ErasureRequested(BOB.id(), Life.LATER.minusSeconds(1)));

        assertThat(dueAt(Life.LATER)).extracting(PendingErasure::userId).containsExactly(BOB.id(), ALICE.id());
    }

    @Test
    void a_wish_that_was_taken_back_or_fulfilled_is_not_due() {
        tell(ALICE, new ErasureRequested(ALICE.id(), Life.LATER));
        tell(ALICE, new ErasureCancelled(ALICE.id()));
        tell(BOB, new ErasureRequested(BOB.id(), Life.LATER));
        tell(BOB, BOB.erased());

        assertThat(dueAt(Life.LATER)).isEmpty();
        assertThat(new PendingErasureQueries(stage.documents).answer(new FindPendingErasure(ALICE.id())))
                .isEmpty();
    }
}
