package io.ssouser.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.projections.userprofile.UserProfileFold;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on one database. */
@Timeout(60)
class SharedViewsTest {
    private static final Duration CLAIM = Duration.ofSeconds(1);
    private static final Life ALICE = new Life("alice");

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch awake = new CountDownLatch(1);

    private static void uses(Stage stage, int times) {
        for (int i = 0; i < times; i++) {
            stage.publish(ALICE.user(), new DeviceUsed(ALICE.id(), ALICE.phone()));
        }
    }

    /** Stops the first thread that comes to the position, as SIGSTOP stops a process. */
    private LongConsumer stopAt(long stop) {
        AtomicBoolean first = new AtomicBoolean(true);
        return position -> {
            if (position == stop && first.getAndSet(false)) {
                stopped.countDown();
                wait(awake);
            }
        };
    }

    /** A node that, while it is stopped, does not renew its claims either. */
    private Views stoppable(TestMongo mongo) {
        return new MongoViews(mongo, CLAIM) {
            @Override
            public TokenStore tokens() {
                return (TokenStore) Proxy.newProxyInstance(
                        TokenStore.class.getClassLoader(),
                        new Class<?>[] {TokenStore.class},
                        (proxy, method, arguments) -> call(super.tokens(), method, arguments));
            }
        };
    }

    private Object call(TokenStore tokens, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("extendClaim") && stopped.getCount() == 0) {
            wait(awake);
        }
        try {
            return method.invoke(tokens, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_node_that_is_stopped_within_a_batch_for_longer_than_its_claim_doubles_nothing() {
        LongConsumer hindrance = stopAt(5);
        try (TestMongo mongo = TestMongo.fresh();
                Stage one = new Stage(stoppable(mongo), new Tally(hindrance))) {
            uses(one, 10);
            wait(stopped);
            try (Stage other = one.onViews(new MongoViews(mongo, CLAIM))) {
                other.settle();
                assertThat(other.everything()).containsEntry("alice", "{\"uses\":10}");

                awake.countDown();
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> one.projections().failure("tally").isPresent());
                assertThat(other.everything()).containsEntry("alice", "{\"uses\":10}");
                uses(one, 3);
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(other.everything()).containsEntry("alice", "{\"uses\":13}"));
            }
        }
    }

    @Test
    void the_documents_of_an_older_version_stay_while_another_node_works_on_them() {
        try (TestMongo mongo = TestMongo.fresh();
                Stage older = new Stage(new MongoViews(mongo, Duration.ofMinutes(1)), new Tally(position -> {}))) {
            uses(older, 4);
            older.settle();
            try (Stage newer = older.onViews(new MongoViews(mongo, Duration.ofMinutes(1)), new LaterTally())) {
                newer.settle();
                assertThat(newer.everything()).containsEntry("alice", "{\"uses\":400}");
                assertThat(older.everything()).containsEntry("alice", "{\"uses\":4}");
            }
            older.projections().close();
            try (Stage newer = older.onViews(new MongoViews(mongo, Duration.ofMinutes(1)), new LaterTally())) {
                newer.settle();
                assertThat(newer.everything()).containsEntry("alice", "{\"uses\":400}");
                assertThat(older.everything()).isEmpty();
            }
        }
    }

    /** The node before sent its documents and died before its token: the batch comes again, and finds what it deleted. */
    @Test
    void a_batch_that_was_sent_before_and_erased_an_account_parks_nobody_when_it_comes_again() {
        try (TestMongo mongo = TestMongo.fresh();
                Stage stage = new Stage(new MongoViews(mongo, CLAIM), new UserProfileFold())) {
            stage.publish("alice", ALICE.registered());
            stage.publish("alice", new EmailConfirmed(ALICE.id()));
            stage.publish("alice", ALICE.erased());
            stage.settle();
            stage.redeliverFrom(1);
            stage.settle();
            assertThat(stage.projections().parked("user-profile")).isZero();
            assertThat(stage.everything()).isEmpty();
        }
    }

    @Test
    void a_read_model_that_another_node_works_on_is_not_rebuilt_and_stays_as_it_is() {
        try (TestMongo mongo = TestMongo.fresh();
                Stage one = new Stage(new MongoViews(mongo, Duration.ofMinutes(1)), new Tally(position -> {}));
                Stage other = one.onViews(new MongoViews(mongo, Duration.ofMinutes(1)))) {
            uses(one, 4);
            one.settle();
            assertThatExceptionOfType(RebuildFailed.class)
                    .isThrownBy(() -> other.projections().rebuild("tally", (events, of) -> {}))
                    .withMessageContaining("another process");
            assertThat(one.everything()).containsEntry("alice", "{\"uses\":4}");
            uses(one, 1);
            one.settle();
            assertThat(one.everything()).containsEntry("alice", "{\"uses\":5}");
        }
    }
}
