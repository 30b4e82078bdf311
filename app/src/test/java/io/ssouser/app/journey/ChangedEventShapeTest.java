package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.app.background.DueErasures;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.proof.LogVerifier;
import io.ssouser.projections.Projections;
import io.ssouser.projections.audittrail.AuditEvent;
import io.ssouser.projections.audittrail.AuditTrailFold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The shape of {@code user.device-renamed} changes between two releases of the service. What the older one has stored, the newer one goes on
 * with: in the aggregate, with a snapshot and without, in every read model and in the proof of the log.
 */
@AnyStore
class ChangedEventShapeTest {
    private static final int MORE_THAN_A_SNAPSHOT_TAKES = 60;
    private static final Duration SOON = Duration.ofSeconds(20);
    /** @param device the one that was renamed */
    private record Account(String email, String id, String device, String name) {}

    private Path data;
    private Account withSnapshot;
    private Account withoutSnapshot;
    private List<StoredEvent> stored;

    @BeforeEach
    void live() throws IOException {
        data = Files.createTempDirectory("sso-test").resolve("data");
        try (RunningService service = TwoReleases.older(data)) {
            withSnapshot = renamed(service, "long.lived", MORE_THAN_A_SNAPSHOT_TAKES);
            withoutSnapshot = renamed(service, "short.lived", 2);
            EventLog log = service.bean(EventLog.class);
            await().atMost(SOON).until(() -> log.snapshotOf(withSnapshot.id()).isPresent());
            assertThat(log.snapshotOf(withoutSnapshot.id())).isEmpty();
            stored = log.read(0, 1000);
            TwoReleases.settle(service);
        }
        assertThat(renames(stored.stream()))
                .hasSize(MORE_THAN_A_SNAPSHOT_TAKES + 2)
                .allSatisfy(event -> {
                    assertThat(event.revision()).isEqualTo("1");
                    assertThat(new String(event.payload(), StandardCharsets.UTF_8))
                            .contains("\"name\":{\"sealed\":\"")
                            .doesNotContain("deviceName");
                });
    }

    private static Account renamed(RunningService service, String name, int times) {
        String email = Accounts.address(name);
        Accounts accounts = new Accounts(service);
        accounts.confirmed(email);
        Browser owner = accounts.signedIn(email);
        String device = devices(owner).findFirst().orElseThrow().get("id").asString();
        for (int i = 1; i <= times; i++) {
            rename(owner, device, "name " + i);
        }
        return new Account(email, owner.get("/api/user").text("id"), device, "name " + times);
    }

    @Test
    void an_account_goes_on_with_both_shapes_in_one_stream() {
        try (RunningService service = TwoReleases.newer(data)) {
            EventLog log = service.bean(EventLog.class);
            for (Account account : List.of(withSnapshot, withoutSnapshot)) {
                int before =
                        renames(log.readStream(account.id(), 0, 1000).stream()).size();
                Browser owner = new Accounts(service).signedIn(account.email());
                assertThat(nameOf(owner, account.device())).isEqualTo(account.name());

                rename(owner, account.device(), account.name());
                assertThat(renames(log.readStream(account.id(), 0, 1000).stream()))
                        .as("the account knows the name that it has")
                        .hasSize(before);
                rename(owner, account.device(), "Pocket");

                assertThat(nameOf(owner, account.device())).isEqualTo("Pocket");
                List<StoredEvent> after = renames(log.readStream(account.id(), 0, 1000).stream());
                assertThat(after).hasSize(before + 1);
                assertThat(after.subList(0, before))
                        .extracting(StoredEvent::revision)
                        .containsOnly("1");
                assertThat(after.get(before).revision()).isEqualTo("2");
                assertThat(new String(after.get(before).payload(), StandardCharsets.UTF_8))
                        .contains("\"deviceName\":{\"sealed\":\"");
            }
            assertProved(service);
        }
        try (RunningService service = TwoReleases.newer(data)) {
            assertThat(nameOf(new Accounts(service).signedIn(withSnapshot.email()), withSnapshot.device()))
                    .isEqualTo("Pocket");
        }
    }

    @Test
    void every_read_model_is_made_of_the_older_shape_as_of_the_newer() {
        try (RunningService service = TwoReleases.newer(data)) {
            rename(new Accounts(service).signedIn(withoutSnapshot.email()), withoutSnapshot.device(), "Pocket");
            TwoReleases.settle(service);
            Map<String, Map<String, Document>> live = TwoReleases.documents(service);

            TwoReleases.rebuildAll(service);

            assertThat(TwoReleases.documents(service)).isEqualTo(live);
            assertThat(live.keySet()).isEqualTo(service.bean(Projections.class).groups());
            assertThat(live.get("device-list")).containsOnlyKeys(withSnapshot.id(), withoutSnapshot.id());
            assertThat(live.get("audit-trail")).hasSizeGreaterThan(stored.size());
            for (StoredEvent event : renames(stored.stream())) {
                AuditEvent audited = audited(service, event);
                assertThat(audited.type()).isEqualTo("user.device-renamed");
                assertThat(audited.id()).isEqualTo(event.eventId());
                assertThat(audited.position()).isEqualTo(event.position());
                assertThat(audited.time()).isEqualTo(event.time());
                assertThat(audited.details()).containsOnlyKeys("device_id", "device_name");
                assertThat(audited.details().get("device_name")).asString().startsWith("name ");
            }
        }
    }

    @Test
    void an_erased_user_reads_as_erased_in_the_older_shape_too() {
        try (RunningService service = TwoReleases.newer(data, "sso.erasure-window=0s")) {
            Browser owner = new Accounts(service).signedIn(withSnapshot.email());
            assertThat(owner.delete("/api/user").status()).isEqualTo(202);
            assertThat(owner.get("/api/user/erasure").status()).isEqualTo(200);

            service.bean(DueErasures.class).eraseDue();
            await().atMost(SOON)
                    .until(() -> service.bean(DataKeys.class)
                            .toOpen(withSnapshot.id())
                            .isEmpty());

            List<StoredEvent> erased = renames(stored.stream()).stream()
                    .filter(event -> event.aggregateId().equals(withSnapshot.id()))
                    .toList();
            LogEventStorageEngine engine = service.bean(LogEventStorageEngine.class);
            assertThat(erased).hasSize(MORE_THAN_A_SNAPSHOT_TAKES).allSatisfy(event -> {
                DeviceRenamed read =
                        (DeviceRenamed) engine.reader().at(event.position()).getPayload();
                assertThat(read.deviceId().value()).isEqualTo(withSnapshot.device());
                assertThat(read.deviceName()).isNull();
            });
            TwoReleases.settle(service);
            assertErasedInTheTrail(service, erased);
            TwoReleases.rebuildAll(service);
            assertErasedInTheTrail(service, erased);
            assertProved(service);
        }
    }

    private static void assertErasedInTheTrail(RunningService service, List<StoredEvent> erased) {
        assertThat(erased)
                .allSatisfy(event -> assertThat(audited(service, event).details())
                        .containsEntry("device_name", null)
                        .containsKey("device_id"));
    }

    @Test
    void a_release_that_does_not_know_the_newer_shape_parks_that_account_until_it_is_upgraded() {
        try (RunningService service = TwoReleases.newer(data)) {
            rename(new Accounts(service).signedIn(withSnapshot.email()), withSnapshot.device(), "Pocket");
        }
        try (RunningService service = TwoReleases.older(data)) {
            TwoReleases.rebuildAll(service);
            assertThat(service.bean(Projections.class).parked("device-list")).isPositive();
            assertThat(service.browser()
                            .login(withSnapshot.email(), Accounts.PASSWORD)
                            .status())
                    .isEqualTo(500);
            assertThat(nameOf(new Accounts(service).signedIn(withoutSnapshot.email()), withoutSnapshot.device()))
                    .isEqualTo(withoutSnapshot.name());
        }
        try (RunningService service = TwoReleases.newer(data)) {
            Projections projections = service.bean(Projections.class);
            TwoReleases.settle(service);
            projections.groups().forEach(projections::retryParked);
            assertThat(projections.groups())
                    .allSatisfy(group -> assertThat(projections.parked(group)).isZero());
            Map<String, Map<String, Document>> retried = TwoReleases.documents(service);
            TwoReleases.rebuildAll(service);
            assertThat(TwoReleases.documents(service)).isEqualTo(retried);
            assertThat(nameOf(new Accounts(service).signedIn(withSnapshot.email()), withSnapshot.device()))
                    .isEqualTo("Pocket");
        }
    }

    /** Not one byte of what the older release wrote is another. */
    private void assertProved(RunningService service) {
        EventLog log = service.bean(EventLog.class);
        assertThat(log.read(0, stored.size())).usingRecursiveComparison().isEqualTo(stored);
        assertThat(new LogVerifier(log).verify(Head.START, position -> {}).isSound())
                .isTrue();
    }

    private static AuditEvent audited(RunningService service, StoredEvent event) {
        AuditTrailFold fold = new AuditTrailFold();
        RecordedEvent recorded = RecordedEvent.of(
                service.bean(LogEventStorageEngine.class).reader().at(event.position()));
        return new Documents<>(service.bean(DocumentStore.class), fold.collection(), AuditEvent.class)
                .find(fold.key(recorded))
                .orElseThrow();
    }

    private static List<StoredEvent> renames(Stream<StoredEvent> events) {
        return events.filter(event -> event.type().equals("user.device-renamed"))
                .toList();
    }

    private static Stream<JsonNode> devices(Browser owner) {
        return StreamSupport.stream(
                owner.get("/api/user/devices").json().get("devices").spliterator(), false);
    }

    private static String nameOf(Browser owner, String device) {
        return devices(owner)
                .filter(each -> each.get("id").asString().equals(device))
                .map(each -> each.get("device_name").asString())
                .findFirst()
                .orElseThrow();
    }

    private static void rename(Browser owner, String device, String name) {
        Browser.Reply renamed = owner.patch("/api/user/devices/" + device, Map.of("device_name", name));
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
    }
}
