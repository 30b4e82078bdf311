package io.ssouser.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.mfa.SecondFactorKind;
import io.ssouser.domain.user.UserEvent.ErasureRequested;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.projections.fold.Fold;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every read model promises, on every store. A subclass says which one, and adds its own facts. */
@ParameterizedClass
@EnumSource(Views.Technology.class)
public abstract class ReadModelLaws {
    protected static final Life ALICE = new Life("alice");
    protected static final Life BOB = new Life("bob");

    @Parameter
    Views.Technology store;

    @TempDir
    Path folder;

    protected Stage stage;

    protected abstract Fold<?> fold();

    @BeforeEach
    void set_the_stage() {
        stage = new Stage(store.open(folder.resolve("views.db")), fold());
    }

    @AfterEach
    void clear_the_stage() {
        stage.close();
    }

    protected void live(Life life) {
        life.events().forEach(event -> stage.publish(life.user(), event));
    }

    protected void tell(Life life, Object event) {
        stage.publish(life.user(), event);
        stage.settle();
    }

    @Test
    void rebuilt_equals_live() {
        for (Object event : ALICE.events()) {
            tell(ALICE, event);
        }
        live(BOB);
        stage.settle();
        Map<String, String> live = stage.everything();

        stage.projections().rebuild(stage.group(), (events, of) -> {});

        assertThat(live).isNotEmpty();
        assertThat(stage.everything()).isEqualTo(live);
        assertThat(stage.projections().parked(stage.group())).isZero();
    }

    @Test
    void twice_equals_once_from_whatever_older_token() {
        live(ALICE);
        live(BOB);
        stage.settle();
        Map<String, String> once = stage.everything();
        for (int from = 0; from < ALICE.events().size() + 2; from++) {
            stage.redeliverFrom(from);
            stage.settle();
            assertThat(stage.everything()).as("from %d", from).isEqualTo(once);
        }
        assertThat(stage.projections().parked(stage.group())).isZero();
    }

    @Test
    void an_unknown_event_stops_its_account_and_no_other() {
        live(BOB);
        stage.settle();
        Map<String, String> bob = about(BOB);
        Stage other = stage;
        stage = new Stage(store.open(folder.resolve("other.db")), fold());
        other.close();

        tell(ALICE, ALICE.registered());
        tell(ALICE, ALICE.registered(ALICE.phone(), "Phone"));
        tell(ALICE, new io.ssouser.domain.user.UserEvent.MfaEnabled(ALICE.id(), 1));
        tell(ALICE, ALICE.subscribed());
        tell(ALICE, new ErasureRequested(ALICE.id(), Life.LATER));
        Map<String, String> before = about(ALICE);
        stage.publish(ALICE.user(), new UnknownEvent("user.from-the-future", "9"));
        live(ALICE);
        live(BOB);
        stage.settle();

        assertThat(before).isNotEmpty();
        assertThat(about(ALICE)).isEqualTo(before);
        assertThat(about(BOB)).hasSameSizeAs(bob);
        assertThat(stage.projections().parked(stage.group()))
                .isEqualTo(1 + ALICE.events().size());
        assertThat(stage.projections().retryParked(stage.group())).isZero();
    }

    @Test
    void an_erased_account_leaves_nothing_personal_behind_and_looks_as_if_rebuilt_without_its_key() {
        live(ALICE);
        live(BOB);
        tell(ALICE, ALICE.erased());
        Map<String, String> erased = withoutMessageIds(stage.everything());
        String alice = about(ALICE).toString();
        try (Stage later = stageWithoutTheKeyOf(ALICE)) {
            assertThat(withoutMessageIds(later.everything())).isEqualTo(erased);
        }
        assertThat(alice).doesNotContain("@example.com", "My phone", "203.0.113.9");
        assertThat(about(BOB)).isNotEmpty();
    }

    /** The same events as they are read once that key is destroyed. */
    private Stage stageWithoutTheKeyOf(Life life) {
        Stage later = new Stage(store.open(folder.resolve("later.db")), fold());
        life.events()
                .forEach(event -> later.publish(
                        life.user(), Erased.withoutPersonal((Record) event), Map.of(Provenance.ACTOR, life.user())));
        BOB.events().forEach(event -> later.publish(BOB.user(), event));
        later.publish(life.user(), life.erased(), Map.of(Provenance.ACTOR, life.user()));
        later.settle();
        return later;
    }

    private static Map<String, String> withoutMessageIds(Map<String, String> documents) {
        Map<String, String> same = new TreeMap<>();
        documents.forEach((id, json) -> same.put(id, json.replaceAll("\"id\":\"[0-9a-f-]{36}\"", "")));
        return same;
    }

    @ParameterizedTest
    @MethodSource("whatSealsThrow")
    void an_event_that_cannot_be_opened_parks_its_account_only_and_goes_in_when_it_can(RuntimeException refusal) {
        AtomicBoolean lost = new AtomicBoolean(true);
        stage.publishSealed(ALICE.user(), ALICE.registered(), () -> {
            if (lost.get()) {
                throw refusal;
            }
        });
        tell(ALICE, new MfaFailed(ALICE.id(), SecondFactorKind.TOTP, null));
        live(BOB);
        stage.settle();

        assertThat(about(ALICE)).isEmpty();
        assertThat(about(BOB)).isNotEmpty();
        assertThat(stage.projections().parked(stage.group())).isEqualTo(2);
        assertThat(stage.projections().retryParked(stage.group())).isZero();
        stage.restart();
        stage.settle();
        assertThat(stage.projections().parked(stage.group())).isEqualTo(2);

        lost.set(false);
        assertThat(stage.projections().retryParked(stage.group())).isEqualTo(1);
        assertThat(stage.projections().parked(stage.group())).isZero();
    }

    static Stream<RuntimeException> whatSealsThrow() {
        return Stream.of(
                new IllegalStateException("the key is lost"),
                new SerializationException("no such shape", new IllegalArgumentException("inside")));
    }

    private Map<String, String> about(Life life) {
        return stage.everything().entrySet().stream()
                .filter(entry -> (entry.getKey() + entry.getValue()).contains(life.user()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
