package io.ssouser.application.vault.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.vault.events.ShapeDrill.OlderDeviceRenamed;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.application.vault.keys.MissingKey;
import io.ssouser.application.vault.keys.TestKeys;
import io.ssouser.domain.Provenance;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.proof.LogVerifier;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import io.ssouser.eventstore.state.sqlite.SqliteStateStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event whose shape changes between two releases, by one upcaster: serialiser, encryption, keys, engine and log together, on files. The
 * older release has stored one event when each test begins.
 */
class DeviceRenamed1To2Test {
    private static final UserId ADA = new UserId("ada");
    private static final DeviceId PHONE = new DeviceId("d-1");
    private static final MetaData FROM = MetaData.from(Map.of(Provenance.ACTOR, "ada", Provenance.IP, "203.0.113.7"));
    private static final DeviceRenamed FIRST = new DeviceRenamed(ADA, PHONE, new DeviceName("Ada's \"phone\""));
    private static final DeviceRenamed SECOND = new DeviceRenamed(ADA, PHONE, new DeviceName("Pocket"));
    private static final EventUpcaster NONE = EventUpcasters.chain();

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private DataKeys keys;
    private SqliteEventLog log;
    private LogEventStorageEngine engine;
    private DomainEventMessage<?> stored;

    @BeforeEach
    void live() {
        open(ShapeDrill.olderNames(), NONE);
        stored = new GenericDomainEventMessage<>(
                "User", "ada", 0, new OlderDeviceRenamed(ADA, PHONE, FIRST.deviceName()), FROM);
        engine.appendEvents(stored);
    }

    private void open(StoredNames names, EventUpcaster upcasters) {
        database = SqliteDatabase.open(folder.resolve("keys.db"), Durability.EVERY_COMMIT);
        keys = TestKeys.dataKeys(new KeyStore(SqliteStateStore.thatLeavesNothing(database)));
        log = SqliteEventLog.open(folder.resolve("log.db"));
        engine = engine(names, upcasters, keys);
    }

    private LogEventStorageEngine engine(StoredNames names, EventUpcaster upcasters, DataKeys opening) {
        return LogEventStorageEngine.builder(log, Clock.systemUTC(), UUID::randomUUID, "node")
                .encrypt(new PersonalDataEncryption(names, opening))
                .eventSerializer(EventSerializer.forEvents(names))
                .snapshotSerializer(EventSerializer.forSnapshots(names))
                .upcasterChain(upcasters)
                .build();
    }

    @AfterEach
    void close() {
        engine.close();
        log.close();
        database.close();
    }

    private void restartAs(StoredNames names, EventUpcaster upcasters) {
        close();
        open(names, upcasters);
    }

    private void upgrade() {
        restartAs(ShapeDrill.newerNames(), ShapeDrill.newerUpcasters());
    }

    @Test
    void the_older_release_stores_the_older_shape_encrypted_under_the_older_name() {
        assertThat(log.read(0, 10)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("user.device-renamed");
            assertThat(event.revision()).isEqualTo("1");
            assertThat(text(event.payload()))
                    .startsWith("{\"userId\":\"ada\",\"deviceId\":\"d-1\",\"name\":{\"sealed\":\"")
                    .doesNotContain("deviceName", "phone");
        });
    }

    @Test
    void a_personal_member_that_got_another_name_is_decrypted_before_the_event_is_upcast() {
        upgrade();

        DomainEventMessage<?> read = engine.readEvents("ada", 0).next();
        assertThat(read.getPayloadType()).isEqualTo(DeviceRenamed.class);
        assertThat(read.getPayload()).isEqualTo(FIRST);
    }

    @Test
    void whose_it_is_when_it_was_and_where_it_stands_stay_as_they_were() {
        upgrade();

        TrackedEventMessage<?> read = engine.reader().at(0);
        assertThat(read.getPayload()).isEqualTo(FIRST);
        assertThat(read.getMetaData()).isEqualTo(FROM);
        assertThat(read.getIdentifier()).isEqualTo(stored.getIdentifier());
        assertThat(read.trackingToken().position()).hasValue(0);
        assertThat(log.read(0, 1).get(0).time()).isEqualTo(read.getTimestamp());
        assertThat(engine.readEvents("ada", 0).next().getSequenceNumber()).isZero();
    }

    @Test
    void both_shapes_stand_in_one_stream_and_are_read_as_one() {
        upgrade();

        engine.appendEvents(new GenericDomainEventMessage<>("User", "ada", 1, SECOND, FROM));

        assertThat(log.readStream("ada", 0, 10))
                .extracting(StoredEvent::revision)
                .containsExactly("1", "2");
        assertThat(text(log.read(1, 1).get(0).payload()))
                .startsWith("{\"userId\":\"ada\",\"deviceId\":\"d-1\",\"deviceName\":{\"sealed\":\"");
        List<?> read = engine.readEvents("ada", 0)
                .asStream()
                .map(DomainEventMessage::getPayload)
                .toList();
        assertThat(read).isEqualTo(List.of(FIRST, SECOND));
    }

    @Test
    void the_chain_proves_the_bytes_that_the_older_release_wrote() {
        StoredEvent before = log.read(0, 1).get(0);
        Head proved = log.head();
        upgrade();
        engine.appendEvents(new GenericDomainEventMessage<>("User", "ada", 1, SECOND, FROM));
        assertThat(engine.reader().at(0).getPayload()).isEqualTo(FIRST);

        assertThat(log.read(0, 1).get(0)).usingRecursiveComparison().isEqualTo(before);
        assertThat(new LogVerifier(log).verify(Head.START, position -> {}).isSound())
                .isTrue();
        assertThat(new LogVerifier(log).verify(proved, position -> {}).end().nextPosition())
                .isEqualTo(2);
    }

    @Test
    void of_an_erased_user_the_renamed_member_reads_as_erased() {
        keys.destroy("ada");
        upgrade();

        assertThat(engine.readEvents("ada", 0).next().getPayload()).isEqualTo(new DeviceRenamed(ADA, PHONE, null));
        assertThat(engine.reader().at(0).getMetaData())
                .containsEntry(Provenance.IP, null)
                .containsEntry(Provenance.ACTOR, "ada");
    }

    @Test
    void an_event_that_cannot_be_decrypted_fails_alone_and_only_when_it_is_looked_at() {
        upgrade();
        DeviceUsed used = new DeviceUsed(new UserId("bob"), PHONE);
        engine.appendEvents(new GenericDomainEventMessage<>("User", "bob", 0, used, MetaData.emptyInstance()));

        try (LogEventStorageEngine withoutKeys =
                engine(ShapeDrill.newerNames(), ShapeDrill.newerUpcasters(), TestKeys.dataKeys())) {
            TrackedEventMessage<?> unreadable = withoutKeys.reader().at(0);
            assertThatThrownBy(unreadable::getMetaData).isInstanceOf(MissingKey.class);
            assertThat(unreadable.getPayloadType()).isEqualTo(DeviceRenamed.class);
            assertThatThrownBy(unreadable::getPayload).isInstanceOf(MissingKey.class);
            assertThat(withoutKeys.reader().at(1).getPayload()).isEqualTo(used);
        }
    }

    @Test
    void a_release_without_the_upcaster_passes_over_nothing() {
        restartAs(ShapeDrill.newerNames(), NONE);

        assertThat(engine.reader().at(0).getPayload()).isEqualTo(new UnknownEvent("user.device-renamed", "1"));
    }

    @Test
    void the_older_release_does_not_know_the_newer_shape() {
        upgrade();
        engine.appendEvents(new GenericDomainEventMessage<>("User", "ada", 1, SECOND, FROM));

        restartAs(ShapeDrill.olderNames(), NONE);

        assertThat(engine.reader().at(0).getPayload()).isInstanceOf(OlderDeviceRenamed.class);
        assertThat(engine.reader().at(1).getPayload()).isEqualTo(new UnknownEvent("user.device-renamed", "2"));
        assertThat(engine.reader().at(1).getMetaData()).isEqualTo(FROM);
    }

    @Test
    void a_shape_that_is_newer_still_is_unknown_however_many_upcasters_there_are() {
        restartAs(ShapeDrill.namesWithRevision(3), NONE);
        engine.appendEvents(new GenericDomainEventMessage<>("User", "ada", 1, SECOND, FROM));

        upgrade();

        assertThat(engine.reader().at(0).getPayload()).isEqualTo(FIRST);
        assertThat(engine.reader().at(1).getPayload()).isEqualTo(new UnknownEvent("user.device-renamed", "3"));
    }

    @Test
    void the_steps_follow_one_another_and_decrypt_no_sooner() {
        EventUpcaster steps =
                new EventUpcasterChain(new DeviceRenamed1To2(), new PayloadUpcaster("user.device-renamed", 2) {
                    @Override
                    protected void upcast(ObjectNode event) {
                        event.put("deviceId", "d-2");
                    }
                });
        restartAs(ShapeDrill.namesWithRevision(3), steps);

        assertThat(engine.reader().at(0).getPayload())
                .isEqualTo(new DeviceRenamed(ADA, new DeviceId("d-2"), FIRST.deviceName()));
        assertThat(engine.reader().at(0).getMetaData()).isEqualTo(FROM);
        try (LogEventStorageEngine withoutKeys = engine(ShapeDrill.namesWithRevision(3), steps, TestKeys.dataKeys())) {
            assertThat(withoutKeys.reader().at(0).getPayloadType()).isEqualTo(DeviceRenamed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "1 | {\"userId\":\"ada\",\"deviceId\":\"d-1\",\"name\":\"Pocket\"}",
                "2 | {\"userId\":\"ada\",\"deviceId\":\"d-1\",\"deviceName\":\"Pocket\"}"
            })
    void a_sample_of_each_shape_is_read_by_the_newest_class(String revision, String json) {
        SerializedObject<byte[]> sample = new SimpleSerializedObject<>(
                json.getBytes(StandardCharsets.UTF_8), byte[].class, "user.device-renamed", revision);

        Object read = ApprovedSamples.read(
                sample, EventSerializer.forEvents(ShapeDrill.newerNames()), ShapeDrill.newerUpcasters());

        assertThat(read).isEqualTo(SECOND);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
