package io.ssouser.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every token store does. A subclass gives an empty one and its transactions. */
public abstract class TokenStoreContract {
    protected static final TrackingToken SEVEN = new GlobalSequenceTrackingToken(7);
    protected static final TrackingToken EIGHT = new GlobalSequenceTrackingToken(8);

    protected TokenStore tokens;
    private TokenPositions positions;

    protected abstract TokenStore empty();

    /** The same store, as the next process finds it. */
    protected abstract TokenStore reopened();

    protected abstract void inTransaction(Runnable writes);

    @BeforeEach
    void begin() {
        tokens = empty();
        positions = (TokenPositions) tokens;
    }

    @Test
    void segments_begin_at_the_given_token_and_each_goes_its_own_way() {
        tokens.initializeTokenSegments("group", 2, SEVEN);
        tokens.storeToken(EIGHT, "group", 1);
        assertThat(tokens.fetchSegments("group")).containsExactly(0, 1);
        assertThat(tokens.fetchToken("group", 0)).isEqualTo(SEVEN);
        assertThat(tokens.fetchToken("group", 1)).isEqualTo(EIGHT);
        assertThat(tokens.fetchSegments("other")).isEmpty();
    }

    @Test
    void no_token_stands_before_the_first_event() {
        tokens.initializeTokenSegments("group", 1);
        assertThat(tokens.fetchToken("group", 0)).isNull();
        tokens.storeToken(new GlobalSequenceTrackingToken(0), "group", 0);
        assertThat(tokens.fetchToken("group", 0)).isEqualTo(new GlobalSequenceTrackingToken(0));
        tokens.storeToken(null, "group", 0);
        assertThat(tokens.fetchToken("group", 0)).isNull();
    }

    @Test
    void a_group_stands_where_its_slowest_segment_stands() {
        assertThat(positions.position("group")).isEmpty();
        tokens.initializeTokenSegments("group", 2, SEVEN);
        tokens.storeToken(EIGHT, "group", 1);
        assertThat(positions.position("group")).hasValue(7);
        assertThat(positions.positions("group")).isEqualTo(Map.of(0, 7L, 1, 8L));
        tokens.storeToken(null, "group", 1);
        assertThat(positions.position("group")).hasValue(-1);
        assertThat(positions.position("other")).isEmpty();
    }

    @Test
    void a_token_outlives_the_process_that_gave_its_claim_back() {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        tokens.storeToken(EIGHT, "group", 0);
        tokens.releaseClaim("group", 0);
        TokenStore later = reopened();
        assertThat(later.fetchToken("group", 0)).isEqualTo(EIGHT);
    }

    @Test
    void a_token_goes_back_with_the_transaction_that_stored_it() {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        assertThatIllegalStateException()
                .isThrownBy(() -> inTransaction(() -> {
                    tokens.storeToken(EIGHT, "group", 0);
                    throw new IllegalStateException("on purpose");
                }));
        assertThat(tokens.fetchToken("group", 0)).isEqualTo(SEVEN);
    }

    @Test
    void segments_are_made_once() {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        assertThatExceptionOfType(UnableToClaimTokenException.class)
                .isThrownBy(() -> tokens.initializeTokenSegments("group", 2, EIGHT));
        assertThatExceptionOfType(UnableToInitializeTokenException.class)
                .isThrownBy(() -> tokens.initializeSegment(EIGHT, "group", 0));
        assertThat(tokens.fetchSegments("group")).containsExactly(0);
        assertThat(tokens.fetchToken("group", 0)).isEqualTo(SEVEN);
    }

    @Test
    void a_segment_that_is_not_there_can_neither_be_claimed_nor_moved_nor_deleted() {
        assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> tokens.fetchToken("group", 0));
        assertThatExceptionOfType(UnableToClaimTokenException.class)
                .isThrownBy(() -> tokens.storeToken(SEVEN, "group", 0));
        assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> tokens.extendClaim("group", 0));
        assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> tokens.deleteToken("group", 0));
        assertThat(tokens.fetchSegments("group")).isEmpty();
    }

    @Test
    void a_segment_that_was_split_or_merged_meanwhile_cannot_be_claimed_at_its_old_size() {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        Segment whole = Segment.computeSegment(0, 0);
        assertThat(tokens.fetchToken("group", whole)).isEqualTo(SEVEN);

        tokens.initializeSegment(SEVEN, "group", 1);
        assertThatExceptionOfType(UnableToClaimTokenException.class)
                .isThrownBy(() -> tokens.fetchToken("group", whole));
        Segment half = Segment.computeSegment(1, 0, 1);
        assertThat(tokens.fetchToken("group", half)).isEqualTo(SEVEN);

        tokens.deleteToken("group", 1);
        assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> tokens.fetchToken("group", half));
        assertThat(tokens.fetchToken("group", whole)).isEqualTo(SEVEN);
        assertThat(tokens.fetchAvailableSegments("group")).containsExactly(whole);
    }

    @Test
    void a_token_that_is_no_position_of_one_order_is_refused() {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.storeToken(ReplayToken.createReplayToken(EIGHT, SEVEN), "group", 0));
        assertThat(tokens.fetchToken("group", 0)).isEqualTo(SEVEN);
    }
}
