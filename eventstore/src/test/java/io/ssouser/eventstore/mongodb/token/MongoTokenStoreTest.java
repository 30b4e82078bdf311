package io.ssouser.eventstore.mongodb.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.ssouser.eventstore.axon.TokenPositions;
import io.ssouser.eventstore.axon.TokenStoreContract;
import io.ssouser.eventstore.mongodb.FakeUnits;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoTokenStoreTest extends TokenStoreContract {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int NODES = 8;

    private final TestMongo mongo = TestMongo.fresh();
    private final MongoStore store = mongo.store();
    private final FakeUnits units = new FakeUnits();

    @Override
    protected TokenStore empty() {
        return node("this", LONG);
    }

    @Override
    protected TokenStore reopened() {
        return node("next", LONG);
    }

    private MongoTokenStore node(String owner, Duration claimTimeout) {
        return new MongoTokenStore(store, owner, claimTimeout, units);
    }

    @Override
    protected void inTransaction(Runnable writes) {
        units.executeInTransaction(writes);
    }

    @AfterEach
    void close() {
        store.close();
        mongo.close();
    }

    private static void isRefused(ThrowingCallable call) {
        assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(call);
    }

    @Test
    void what_one_node_holds_no_other_gets_moves_extends_or_deletes() {
        MongoTokenStore other = node("other", LONG);
        tokens.initializeTokenSegments("group", 2, SEVEN);
        tokens.fetchToken("group", 0);
        isRefused(() -> other.fetchToken("group", 0));
        isRefused(() -> other.storeToken(EIGHT, "group", 0));
        isRefused(() -> other.extendClaim("group", 0));
        isRefused(() -> other.deleteToken("group", 0));
        other.releaseClaim("group", 0);
        isRefused(() -> other.fetchToken("group", 0));
        assertThat(other.fetchAvailableSegments("group")).containsExactly(Segment.computeSegment(1, 0, 1));
        assertThat(tokens.fetchAvailableSegments("group")).hasSize(2);
        assertThat(other.position("group")).hasValue(7);

        tokens.releaseClaim("group", 0);
        assertThat(other.fetchToken("group", 0)).isEqualTo(SEVEN);
    }

    @Test
    void two_nodes_of_the_same_name_do_not_share_a_claim() {
        MongoTokenStore namesake = node("this", LONG);
        tokens.initializeTokenSegments("group", 1, SEVEN);
        tokens.fetchToken("group", 0);
        isRefused(() -> namesake.fetchToken("group", 0));
    }

    @Test
    void a_claim_that_is_renewed_outlives_its_time_and_one_that_is_not_goes_to_another() {
        MongoTokenStore holder = node("holder", SHORT);
        MongoTokenStore other = node("other", SHORT);
        holder.initializeTokenSegments("group", 1, SEVEN);
        holder.fetchToken("group", 0);
        await().during(SHORT.multipliedBy(3))
                .atMost(SHORT.multipliedBy(6))
                .pollInterval(SHORT.dividedBy(6))
                .until(() -> {
                    holder.extendClaim("group", 0);
                    return other.fetchAvailableSegments("group").isEmpty();
                });
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !other.fetchAvailableSegments("group").isEmpty());
        assertThat(other.fetchToken("group", 0)).isEqualTo(SEVEN);
    }

    private static void takeOver(MongoTokenStore successor) {
        await().atMost(Duration.ofSeconds(5))
                .ignoreExceptionsInstanceOf(UnableToClaimTokenException.class)
                .until(() -> Objects.equals(successor.fetchToken("group", 0), SEVEN));
    }

    /** As a node that was stopped for longer than its claim, and woke up. */
    private MongoTokenStore paused(MongoTokenStore successor) {
        MongoTokenStore paused = node("paused", Duration.ofHours(1));
        paused.initializeTokenSegments("group", 1, SEVEN);
        paused.fetchToken("group", 0);
        takeOver(successor);
        successor.storeToken(EIGHT, "group", 0);
        return paused;
    }

    @Test
    void a_node_that_lost_its_claim_neither_stores_nor_extends_nor_releases_even_when_the_segment_is_free_again() {
        MongoTokenStore successor = node("successor", SHORT);
        MongoTokenStore paused = paused(successor);
        isRefused(() -> paused.storeToken(SEVEN, "group", 0));
        isRefused(() -> paused.extendClaim("group", 0));

        successor.releaseClaim("group", 0);
        isRefused(() -> paused.extendClaim("group", 0));
        isRefused(() -> paused.storeToken(SEVEN, "group", 0));
        assertThat(successor.fetchToken("group", 0)).isEqualTo(EIGHT);

        paused.releaseClaim("group", 0);
        successor.extendClaim("group", 0);
        successor.releaseClaim("group", 0);
        assertThat(paused.fetchToken("group", 0)).isEqualTo(EIGHT);
    }

    @Test
    void a_claim_lost_between_applying_and_committing_fails_the_commit_and_leaves_the_token() {
        MongoTokenStore holder = node("holder", SHORT);
        MongoTokenStore successor = node("successor", SHORT);
        holder.initializeTokenSegments("group", 1, SEVEN);
        holder.fetchToken("group", 0);
        isRefused(() -> inTransaction(() -> {
            units.execute(() -> takeOver(successor));
            holder.storeToken(EIGHT, "group", 0);
        }));
        assertThat(successor.fetchToken("group", 0)).isEqualTo(SEVEN);
    }

    @Test
    void a_token_stored_and_its_claim_released_in_one_unit_are_done_in_that_order() {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        inTransaction(() -> {
            tokens.storeToken(EIGHT, "group", 0);
            tokens.releaseClaim("group", 0);
        });
        assertThat(node("other", LONG).fetchToken("group", 0)).isEqualTo(EIGHT);
    }

    @Test
    void a_group_that_was_deleted_begins_again_and_old_claims_stay_lost() {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        tokens.fetchToken("group", 0);
        MongoTokenStore other = node("other", Duration.ZERO);
        other.deleteToken("group", 0);
        assertThat(other.fetchSegments("group")).isEmpty();
        other.initializeTokenSegments("group", 1, null);
        assertThat(other.fetchToken("group", 0)).isNull();
        isRefused(() -> tokens.storeToken(EIGHT, "group", 0));
        assertThat(((TokenPositions) tokens).position("group")).hasValue(-1);
    }

    @Test
    void of_many_nodes_that_try_at_once_one_gets_the_claim() throws Exception {
        tokens.initializeTokenSegments("group", 1, SEVEN);
        for (int round = 0; round < 20; round++) {
            List<Boolean> won = atOnce(node -> node.fetchToken("group", 0) != null);
            assertThat(won).as("round %d", round).containsOnlyOnce(true);
            MongoTokenStore anyone = node("anyone", Duration.ZERO);
            anyone.fetchToken("group", 0);
            anyone.releaseClaim("group", 0);
        }
    }

    @Test
    void of_many_nodes_that_begin_at_once_one_makes_the_segments_and_all_of_them() throws Exception {
        List<Boolean> won = atOnce(node -> {
            node.initializeTokenSegments("group", 4, SEVEN);
            return true;
        });
        assertThat(won).containsOnlyOnce(true);
        assertThat(tokens.fetchSegments("group")).containsExactly(0, 1, 2, 3);
    }

    private interface Try {
        boolean by(MongoTokenStore node);
    }

    private List<Boolean> atOnce(Try attempt) throws Exception {
        CyclicBarrier start = new CyclicBarrier(NODES);
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try {
            List<Callable<Boolean>> tries = IntStream.range(0, NODES)
                    .mapToObj(i -> node("node-" + i, LONG))
                    .<Callable<Boolean>>map(node -> () -> {
                        start.await(10, TimeUnit.SECONDS);
                        try {
                            return attempt.by(node);
                        } catch (UnableToClaimTokenException e) {
                            return false;
                        }
                    })
                    .toList();
            return threads.invokeAll(tries).stream()
                    .map(tried -> {
                        try {
                            return tried.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_token_never_goes_back_however_often_its_segment_changes_hands() throws Exception {
        tokens.initializeTokenSegments("group", 1, null);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> workers = IntStream.range(0, 4)
                    .mapToObj(i -> node("node-" + i, Duration.ofMillis(1)))
                    .<Callable<Integer>>map(node -> () -> countOn(node, 30))
                    .toList();
            int counted = 0;
            for (var worker : threads.invokeAll(workers)) {
                counted += worker.get();
            }
            assertThat(((TokenPositions) tokens).position("group")).hasValue(counted - 1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Stores the next position under a claim that may be lost at any time; a doubled claim would store one twice. */
    private static int countOn(MongoTokenStore node, int tries) {
        int stored = 0;
        for (int i = 0; i < tries; i++) {
            try {
                GlobalSequenceTrackingToken last = (GlobalSequenceTrackingToken) node.fetchToken("group", 0);
                node.storeToken(
                        new GlobalSequenceTrackingToken(last == null ? 0 : last.getGlobalIndex() + 1), "group", 0);
                stored++;
            } catch (UnableToClaimTokenException lost) {
                Thread.onSpinWait();
            }
        }
        return stored;
    }
}
