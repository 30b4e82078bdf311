package io.ssouser.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.mfa.SecondFactorKind;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.projections.audittrail.AuditTrailFold;
import io.ssouser.projections.devicelist.DeviceListFold;
import io.ssouser.projections.fold.CannotApply;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.mfastatus.MfaStatusFold;
import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Query;
import io.ssouser.projections.store.StoreFailure;
import io.ssouser.projections.userprofile.UserProfileFold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class ProjectionsTest {
    private static final Life ALICE = new Life("alice");
    private static final Life BOB = new Life("bob");

    @TempDir
    Path folder;

    private volatile LongConsumer hindrance = position -> {};
    private Stage stage;

    @AfterEach
    void clear_the_stage() {
        stage.close();
    }

    private Projections begin() {
        stage = new Stage(folder.resolve("views.db"), new Tally(position -> hindrance.accept(position)));
        return stage.projections();
    }

    private void uses(Life life, int times) {
        for (int i = 0; i < times; i++) {
            stage.publish(life.user(), new DeviceUsed(life.id(), life.phone()));
        }
    }

    private static String count(int uses) {
        return "{\"uses\":" + uses + "}";
    }

    @Test
    void the_position_is_that_of_the_last_event_even_when_no_event_concerned_the_read_model() {
        Projections projections = begin();
        assertThat(projections.position("tally")).isEqualTo(-1);
        assertThat(projections.lag("tally")).isEqualTo(new Lag(0, Duration.ZERO));

        stage.publish("alice", new MfaFailed(ALICE.id(), SecondFactorKind.TOTP, null));
        stage.publish("alice", new MfaFailed(ALICE.id(), SecondFactorKind.TOTP, null));

        assertThat(projections.awaitReached("tally", 1, Duration.ofSeconds(3))).isTrue();
        assertThat(projections.position("tally")).isEqualTo(1);
        stage.restart();
        assertThat(stage.projections().position("tally")).isEqualTo(1);
    }

    @Test
    void waiting_for_a_position_ends_with_the_commit_that_reaches_it_or_with_the_time() {
        Projections projections = begin();
        assertThat(projections.awaitReached("tally", -1, Duration.ZERO)).isTrue();
        assertThat(projections.awaitReached("tally", 0, Duration.ofMillis(50))).isFalse();

        CompletableFuture<Boolean> reader =
                CompletableFuture.supplyAsync(() -> projections.awaitReached("tally", 2, Duration.ofSeconds(10)));
        uses(ALICE, 3);
        assertThat(reader).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
        assertThat(stage.everything()).containsEntry("alice", count(3));
    }

    @Test
    void an_interrupted_reader_stops_waiting_and_stays_interrupted() {
        Projections projections = begin();
        Thread.currentThread().interrupt();
        assertThat(projections.awaitReached("tally", 5, Duration.ofSeconds(10))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_group_that_lags_tells_by_how_many_events_and_the_age_of_the_oldest() throws InterruptedException {
        Projections projections = begin();
        uses(ALICE, 1);
        stage.settle();
        CountDownLatch release = new CountDownLatch(1);
        hindrance = position -> hold(release);
        uses(ALICE, 4);

        assertThat(projections.lag("tally"))
                .isEqualTo(new Lag(4, Duration.ofDays(1).minusSeconds(1)));
        release.countDown();
        stage.settle();
        assertThat(projections.lag("tally")).isEqualTo(Lag.NONE);
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_was_mended_goes_in_when_it_is_tried_again_in_order_and_without_doubling() {
        Projections projections = begin();
        hindrance = position -> {
            if (position == 2) {
                throw new CannotApply("on purpose");
            }
        };
        uses(ALICE, 5);
        uses(BOB, 2);
        stage.settle();
        assertThat(projections.parked("tally")).isEqualTo(3);
        assertThat(stage.everything()).containsEntry("bob", count(2));
        assertThat(projections.retryParked("tally")).isZero();
        assertThat(projections.parked("tally")).isEqualTo(3);

        hindrance = position -> {};
        assertThat(projections.retryParked("tally")).isEqualTo(1);
        assertThat(projections.parked("tally")).isZero();
        uses(ALICE, 1);
        stage.settle();
        assertThat(projections.parked("tally")).isZero();
        assertThat(stage.everything().keySet()).containsExactly("alice", "bob");
    }

    @Test
    void each_account_is_tried_once_whether_others_fail_again_or_not() {
        Projections projections = begin();
        AtomicBoolean all = new AtomicBoolean(true);
        List<Long> tried = new ArrayList<>();
        hindrance = position -> {
            tried.add(position);
            if (all.get() || position == 0) {
                throw new CannotApply("on purpose");
            }
        };
        uses(ALICE, 1);
        uses(BOB, 1);
        uses(new Life("carol"), 1);
        stage.settle();
        tried.clear();
        all.set(false);
        assertThat(projections.retryParked("tally")).isEqualTo(2);
        assertThat(tried).containsExactly(0L, 1L, 2L);
        assertThat(projections.parked("tally")).isEqualTo(1);
    }

    @Test
    void a_parked_account_stays_parked_across_a_restart() {
        begin();
        stage.publish("alice", new UnknownEvent("user.from-the-future", "1"));
        stage.settle();
        stage.restart();
        uses(ALICE, 2);
        uses(BOB, 1);
        stage.settle();
        assertThat(stage.projections().parked("tally")).isEqualTo(3);
        assertThat(stage.everything()).containsOnlyKeys("bob");
    }

    @Test
    void when_the_store_fails_no_event_is_to_blame_and_the_batch_comes_again_without_doubling() {
        Projections projections = begin();
        AtomicBoolean down = new AtomicBoolean(true);
        hindrance = position -> {
            if (position == 3 && down.get()) {
                throw StoreFailure.of(new IOException("on purpose"), true);
            }
        };
        uses(ALICE, 5);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> projections.failure("tally").isPresent());
        assertThat(projections.position("tally")).isLessThan(3);
        down.set(false);
        stage.settle();

        assertThat(projections.failure("tally")).isEmpty();
        assertThat(projections.parked("tally")).isZero();
        assertThat(stage.everything()).containsEntry("alice", count(5));
    }

    static Stream<RuntimeException> whatPasses() {
        return Stream.of(
                StoreFailure.of(new IOException("on purpose"), true),
                new LogUnavailable("The key store cannot answer", new IllegalStateException("closed")),
                new SerializationException("wrapped", new UncheckedIOException(new IOException("on purpose"))),
                new IllegalStateException(new SQLException("on purpose")),
                new StoreRefused("The key store may not be read", new MongoTimeoutException("on purpose")));
    }

    @ParameterizedTest
    @MethodSource("whatPasses")
    void when_the_keys_cannot_be_asked_no_event_is_to_blame_and_nobody_is_parked(RuntimeException trouble) {
        Projections projections = begin();
        AtomicBoolean down = new AtomicBoolean(true);
        uses(ALICE, 1);
        stage.publishSealed("alice", new DeviceUsed(ALICE.id(), ALICE.phone()), () -> {
            if (down.get()) {
                throw trouble;
            }
        });
        await().atMost(Duration.ofSeconds(5))
                .until(() -> projections.failure("tally").isPresent());
        assertThat(projections.parked("tally")).isZero();
        down.set(false);
        stage.settle();
        assertThat(projections.parked("tally")).isZero();
        assertThat(stage.everything()).containsEntry("alice", count(2));
    }

    @ParameterizedTest
    @MethodSource("whatPasses")
    void a_retry_in_a_time_of_trouble_says_so_and_loses_no_parked_event(RuntimeException trouble) {
        Projections projections = begin();
        hindrance = position -> {
            throw new CannotApply("on purpose");
        };
        uses(ALICE, 3);
        stage.settle();
        Map<String, String> before = stage.everything();
        hindrance = position -> {
            if (position == 1) {
                throw trouble;
            }
        };
        assertThatThrownBy(() -> projections.retryParked("tally")).isSameAs(trouble);
        assertThat(projections.parked("tally")).isEqualTo(3);
        assertThat(stage.everything()).isEqualTo(before);

        hindrance = position -> {};
        assertThat(projections.retryParked("tally")).isEqualTo(1);
        assertThat(stage.everything()).containsEntry("alice", count(3));
    }

    @Test
    void an_error_of_the_machine_does_not_stall_the_group_for_ever() {
        begin();
        AtomicBoolean broken = new AtomicBoolean(true);
        hindrance = position -> {
            if (broken.getAndSet(false)) {
                throw new NoClassDefFoundError("on purpose");
            }
        };
        uses(ALICE, 2);
        stage.settle();
        assertThat(stage.projections().parked("tally")).isZero();
        assertThat(stage.everything()).containsEntry("alice", count(2));
    }

    @Test
    void a_kill_in_the_middle_of_a_batch_leaves_nothing_of_it() throws IOException, InterruptedException {
        begin();
        uses(ALICE, 3);
        stage.publish("bob", new UnknownEvent("user.from-the-future", "1"));
        stage.settle();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        hindrance = position -> {
            inside.countDown();
            hold(release);
        };
        uses(ALICE, 4);
        uses(BOB, 4);
        assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
        Path left = Files.createDirectory(folder.resolve("left"));
        copyFiles(left);
        hindrance = position -> {};
        release.countDown();

        try (Stage survivor = stage.onFile(left.resolve("views.db"))) {
            survivor.settle();
            assertThat(survivor.everything()).containsOnlyKeys("alice").containsEntry("alice", count(7));
            assertThat(survivor.projections().parked("tally")).isEqualTo(5);
        }
    }

    private void copyFiles(Path target) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // The shared-memory index is no part of what is on disk after a kill; SQLite makes it anew.
                if (!file.toString().endsWith("-shm")) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
    }

    @Test
    void without_its_file_the_read_model_is_made_anew_from_the_first_event() {
        begin();
        uses(ALICE, 1200);
        uses(BOB, 3);
        stage.settle();
        try (Stage anew = stage.onFile(folder.resolve("fresh/views.db"))) {
            anew.settle();
            assertThat(anew.everything()).isEqualTo(stage.everything()).containsEntry("alice", count(1200));
        }
    }

    @Test
    void a_rebuild_tells_how_far_it_is_and_empties_what_was_parked() {
        Projections projections = begin();
        AtomicBoolean broken = new AtomicBoolean(true);
        hindrance = position -> {
            if (position == 10 && broken.get()) {
                throw new CannotApply("on purpose");
            }
        };
        uses(ALICE, 1500);
        stage.settle();
        assertThat(projections.parked("tally")).isEqualTo(1490);
        broken.set(false);

        List<Long> told = new ArrayList<>();
        projections.rebuild("tally", (events, of) -> {
            assertThat(of).isEqualTo(1500);
            told.add(events);
        });

        assertThat(told).isSorted().endsWith(1500L).hasSizeGreaterThanOrEqualTo(1);
        assertThat(projections.parked("tally")).isZero();
        assertThat(stage.everything()).containsEntry("alice", count(1500));
        uses(ALICE, 1);
        stage.settle();
        assertThat(stage.everything()).containsEntry("alice", count(1501));
    }

    @Test
    void a_rebuild_of_an_empty_log_ends_at_once() {
        begin().rebuild("tally", (events, of) -> {});
        assertThat(stage.everything()).isEmpty();
    }

    @Test
    void a_rebuild_that_the_store_stops_says_so() {
        Projections projections = begin();
        uses(ALICE, 3);
        stage.settle();
        hindrance = position -> {
            throw StoreFailure.of(new IOException("on purpose"), true);
        };
        assertThatExceptionOfType(RebuildFailed.class)
                .isThrownBy(() -> projections.rebuild("tally", (events, of) -> {}))
                .withMessage("The rebuild of tally stopped behind position -1: "
                        + "io.ssouser.projections.store.StoreFailure: Cannot use the read models: on purpose");
    }

    @Test
    void a_rebuild_from_a_log_that_cannot_be_read_ends_and_says_so() {
        Projections projections = begin();
        uses(ALICE, 3);
        stage.settle();
        stage.makeLogUnreadable();
        assertThatExceptionOfType(RebuildFailed.class)
                .isThrownBy(() -> projections.rebuild("tally", (events, of) -> {}))
                .withMessage("The rebuild of tally stopped behind position -1: the log cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,2", "2,0", "2,1", "2,9", "6,3"})
    void over_a_log_that_lacks_what_it_has_seen_a_read_model_is_made_anew(int common, int grown) {
        begin();
        stage.publish("bob", new UnknownEvent("user.from-the-future", "1"));
        uses(ALICE, 6);
        stage.settle();
        stage.replaceLog(common, () -> uses(BOB, grown));
        stage.settle();

        assertThat(stage.projections().position("tally")).isEqualTo(common + grown - 1);
        Map<String, String> expected = new HashMap<>();
        if (common > 1) {
            expected.put("alice", count(common - 1));
        } else if (grown > 0) {
            expected.put("bob", count(grown));
        }
        assertThat(stage.everything()).isEqualTo(expected);
        assertThat(stage.projections().parked("tally")).isEqualTo(common == 0 ? 0 : 1 + grown);
    }

    @Test
    void over_the_log_that_it_knows_a_read_model_goes_on_where_it_stopped() {
        begin();
        uses(ALICE, 3);
        stage.settle();
        List<Long> told = new ArrayList<>();
        hindrance = told::add;
        stage.replaceLog(3, () -> uses(ALICE, 2));
        stage.settle();
        assertThat(told).containsExactly(3L, 4L);
        assertThat(stage.everything()).containsEntry("alice", count(5));
    }

    private record Town(@Nullable String town) {}

    /** Documents by town, of which alice has none. */
    private static final class Towns extends Fold<Town> {
        Towns() {
            super("towns", 1, Town.class, new Field("town", Kind.TEXT));
            on(DeviceUsed.class, (town, event, at) -> new Town(event.userId().equals(ALICE.id()) ? null : "Rome"));
            on(UserErased.class, (town, event, at) -> town);
        }

        /** As an erasure that looks for documents does. */
        @Override
        public Optional<Query.Equals> others(RecordedEvent event) {
            return event.payload() instanceof UserErased
                    ? Optional.of(new Query.Equals("town", "Rome"))
                    : Optional.empty();
        }
    }

    @Test
    void a_document_that_the_store_refuses_is_not_the_fault_of_the_event_that_asks_for_it() {
        stage = new Stage(folder.resolve("views.db"), new Towns());
        stage.replaceLog(0, () -> {
            uses(BOB, 1);
            uses(ALICE, 1);
            stage.publish(BOB.user(), BOB.erased());
        });
        stage.settle();
        assertThat(stage.projections().parked("towns")).isEqualTo(1);
        uses(BOB, 1);
        stage.settle();
        assertThat(stage.projections().parked("towns")).isEqualTo(1);
    }

    @Test
    void a_document_that_the_store_refuses_parks_its_account_and_no_other() {
        stage = new Stage(folder.resolve("views.db"), new Towns());
        stage.replaceLog(0, () -> {
            uses(BOB, 1);
            uses(ALICE, 2);
            uses(BOB, 1);
        });
        stage.settle();
        assertThat(stage.projections().parked("towns")).isEqualTo(2);
        assertThat(stage.everything()).containsOnlyKeys("bob");

        uses(BOB, 3);
        uses(new Life("carol"), 1);
        stage.settle();
        assertThat(stage.everything()).containsOnlyKeys("bob", "carol");
        assertThat(stage.projections().parked("towns")).isEqualTo(2);
    }

    @Test
    void another_version_of_a_read_model_is_made_anew_and_leaves_nothing_of_the_one_before() {
        begin();
        uses(ALICE, 3);
        stage.settle();
        stage.projections().close();
        try (Projections later = stage.engineOf(List.of(new LaterTally()))) {
            later.start();
            assertThat(later.awaitReached("tally", 2, Duration.ofSeconds(10))).isTrue();
            assertThat(new Documents<>(stage.documents, new LaterTally().collection(), Tally.Count.class).find("alice"))
                    .contains(new Tally.Count(300));
            assertThatIllegalArgumentException().isThrownBy(() -> stage.documents.find("tally", "alice"));
        }
        // Whoever goes back to the release before finds no positions without their documents.
        stage.restart();
        stage.settle();
        assertThat(stage.everything()).containsEntry("alice", count(3));
    }

    private static final class Forgetful extends Fold<Tally.Count> {
        Forgetful() {
            super("forgetful", 1, Tally.Count.class);
            on(DeviceUsed.class, (count, event, at) -> new Tally.Count(1));
        }
    }

    @Test
    void a_read_model_that_does_not_say_what_becomes_of_an_erased_user_is_refused() {
        begin();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage.engineOf(List.of(new Forgetful())))
                .withMessage("forgetful does not say what becomes of an erased user");
    }

    @Test
    void the_read_models_are_named_in_the_order_given() {
        begin();
        try (Projections several = stage.engineOf(
                List.of(new UserProfileFold(), new MfaStatusFold(), new DeviceListFold(), new AuditTrailFold()))) {
            assertThat(several.groups()).containsExactly("user-profile", "mfa-status", "device-list", "audit-trail");
        }
    }

    @Test
    void a_name_that_is_no_read_model_is_refused() {
        Projections projections = begin();
        assertThat(projections.groups()).containsExactly("tally");
        assertThatIllegalArgumentException().isThrownBy(() -> projections.position("ghost"));
        assertThatIllegalArgumentException().isThrownBy(() -> projections.rebuild("ghost", (events, of) -> {}));
    }
}
