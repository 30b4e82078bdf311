package io.ssouser.application.vault.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.MissingKey;
import io.ssouser.application.vault.keys.TestKeys;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.eventstore.axon.EventEncryption.Bytes;
import io.ssouser.eventstore.axon.EventEncryption.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class PersonalDataEncryptionTest {
    private static final DeviceRenamed RENAMED =
            new DeviceRenamed(new UserId("ada"), new DeviceId("d-1"), new DeviceName("Ada's phone"));
    private static final Subject EVENT = new Subject("ada", "e-1", "user.device-renamed", "1");

    private final DataKeys keys = TestKeys.dataKeys();
    private final StoredNames names = EventSamples.NAMES.withSnapshot(State.class, "user.snapshot");
    private final PersonalDataEncryption encryption = new PersonalDataEncryption(names, keys);
    private final EventSerializer serializer = EventSerializer.forEvents(names);

    record State(String secret) {}

    static Stream<Object> events() {
        return EventSamples.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_opens_as_it_was_and_no_personal_value_is_in_what_is_stored(Object event) {
        SerializedObject<byte[]> payload = serializer.serialize(event, byte[].class);
        Subject subject = new Subject(
                "ada", "e-1", payload.getType().getName(), payload.getType().getRevision());
        Bytes clear = new Bytes(
                payload.getData(), metadata(Map.of("ip", "canary.7.7.7", "user_agent", "canary/5", "actor", "x")));
        Bytes stored = encryption.encrypt(subject, clear);
        assertThat(text(stored.payload())).doesNotContain("canary");
        assertThat(text(stored.metadata())).doesNotContain("canary").contains("\"actor\":\"x\"");
        Bytes opened = encryption.decrypt(subject, stored);
        assertThat(opened.payload()).isEqualTo(clear.payload());
        assertThat(opened.metadata()).isEqualTo(clear.metadata());
    }

    @Test
    void only_the_personal_component_is_sealed_and_the_rest_stays_readable() {
        assertThat(text(encrypted().payload()))
                .matches(
                        "\\{\"userId\":\"ada\",\"deviceId\":\"d-1\",\"deviceName\":\\{\"sealed\":\"[A-Za-z0-9+/=]+\"\\}\\}");
    }

    @Test
    void the_same_value_is_never_sealed_to_the_same_bytes() {
        assertThat(encrypted().payload()).isNotEqualTo(encrypted().payload());
    }

    @Test
    void what_is_not_personal_is_handed_through_untouched() {
        byte[] payload = serializer
                .serialize(new DeviceUsed(new UserId("ada"), new DeviceId("d-1")), byte[].class)
                .getData();
        byte[] metadata = metadata(Map.of("actor", "ada"));
        Subject event = new Subject("ada", "e-1", "user.device-used", "1");
        Bytes stored = encryption.encrypt(event, new Bytes(payload, metadata));
        assertThat(stored.payload()).isSameAs(payload);
        assertThat(stored.metadata()).isSameAs(metadata);
        assertThat(encryption.decrypt(event, stored).payload()).isSameAs(payload);
        assertThatThrownBy(() -> keys.toOpen("ada"))
                .describedAs("no key was made, as nothing was sealed")
                .isInstanceOf(MissingKey.class);
    }

    @Test
    void after_erasure_personal_values_read_as_null_and_the_rest_as_it_was() {
        Bytes stored = encryption.encrypt(EVENT, clear(Map.of("ip", "7.7.7.7", "actor", "ada")));
        keys.destroy("ada");
        Bytes opened = encryption.decrypt(EVENT, stored);
        assertThat(text(opened.payload())).isEqualTo("{\"userId\":\"ada\",\"deviceId\":\"d-1\",\"deviceName\":null}");
        assertThat(text(opened.metadata())).isEqualTo("{\"actor\":\"ada\",\"ip\":null}");
        SerializedObject<byte[]> payload =
                new SimpleSerializedObject<>(opened.payload(), byte[].class, "user.device-renamed", "1");
        DeviceRenamed read = serializer.deserialize(payload);
        assertThat(read.deviceName()).isNull();
        assertThat(read.deviceId()).isEqualTo(RENAMED.deviceId());
    }

    @Test
    void after_erasure_nothing_personal_is_stored_any_more() {
        keys.toEncrypt("ada");
        keys.destroy("ada");
        Bytes stored = encrypted();
        assertThat(text(stored.payload())).contains("\"deviceName\":null");
        assertThat(encryption.decrypt(EVENT, stored).payload()).isEqualTo(stored.payload());
    }

    @Test
    void the_key_is_that_of_the_user_whom_the_metadata_name() {
        Subject claim = new Subject("claim-1", "e-1", "email-claim.claimed", "1");
        Bytes clear = new Bytes(
                utf8("{\"claimId\":\"claim-1\",\"userId\":\"ada\"}"),
                metadata(Map.of("ip", "7.7.7.7", "subject", "ada")));
        Bytes stored = encryption.encrypt(claim, clear);
        keys.destroy("claim-1");
        assertThat(encryption.decrypt(claim, stored).metadata()).isEqualTo(clear.metadata());
        keys.destroy("ada");
        assertThat(text(encryption.decrypt(claim, stored).metadata())).isEqualTo("{\"ip\":null,\"subject\":\"ada\"}");
    }

    @Test
    void a_snapshot_is_sealed_as_a_whole_also_that_of_an_older_revision() {
        Bytes clear = new Bytes(utf8("{\"secret\":\"canary\"}"), utf8("{}"));
        for (String revision : new String[] {"1", "2"}) {
            Subject snapshot = new Subject("ada", "s-1", "user.snapshot", revision);
            Bytes stored = encryption.encrypt(snapshot, clear);
            assertThat(text(stored.payload())).doesNotContain("canary").doesNotContain("secret");
            assertThat(encryption.decrypt(snapshot, stored).payload()).isEqualTo(clear.payload());
        }
    }

    @Test
    void an_erased_snapshot_reads_as_null() {
        Subject snapshot = new Subject("ada", "s-1", "user.snapshot", "2");
        Bytes stored = encryption.encrypt(snapshot, new Bytes(utf8("{\"secret\":\"x\"}"), utf8("{}")));
        keys.destroy("ada");
        assertThat(text(encryption.decrypt(snapshot, stored).payload())).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource({"ada, e-2, user.device-renamed", "ada, e-1, user.device-registered", "bob, e-1, user.device-renamed"})
    void what_was_moved_to_another_event_or_name_or_user_is_broken(String user, String eventId, String type) {
        Bytes stored = encrypted();
        keys.toEncrypt("bob");
        assertBroken(new Subject(user, eventId, type, "1"), stored);
    }

    @Test
    void what_was_moved_to_another_field_is_broken() {
        Bytes stored = encryption.encrypt(EVENT, clear(Map.of("ip", "7.7.7.7", "user_agent", "Mozilla")));
        String swapped = text(stored.metadata())
                .replace("\"ip\"", "\"was_ip\"")
                .replace("\"user_agent\"", "\"ip\"")
                .replace("\"was_ip\"", "\"user_agent\"");
        assertBroken(EVENT, new Bytes(stored.payload(), utf8(swapped)));
    }

    @Test
    void what_was_altered_by_one_bit_anywhere_is_broken() {
        Bytes stored = encrypted();
        String json = text(stored.payload());
        int start = json.indexOf("\"sealed\":\"") + 10;
        int end = json.lastIndexOf("\"}}");
        for (int at = start; at < end - 2; at++) {
            char other = json.charAt(at) == 'A' ? 'B' : 'A';
            String altered = json.substring(0, at) + other + json.substring(at + 1);
            assertBroken(EVENT, new Bytes(utf8(altered), stored.metadata()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"in the clear\"",
                "{\"sealed\":\"\"}",
                "{\"sealed\":\"?\"}",
                "{\"sealed\":\"AAAA",
                "{}",
                "[]",
                "7"
            })
    void what_is_not_sealed_where_it_must_be_is_broken(String value) {
        String json = "{\"userId\":\"ada\",\"deviceId\":\"d-1\",\"deviceName\":" + value + "}";
        keys.toEncrypt("ada");
        assertThatThrownBy(() -> encryption.decrypt(EVENT, new Bytes(utf8(json), utf8("{}"))))
                .isInstanceOfAny(DecryptionFailed.class, JacksonException.class)
                .hasMessageNotContaining("in the clear");
    }

    @Test
    void a_lost_key_is_not_taken_for_an_erased_one() {
        Bytes stored = encrypted();
        PersonalDataEncryption elsewhere = new PersonalDataEncryption(names, TestKeys.dataKeys());
        assertThatThrownBy(() -> elsewhere.decrypt(EVENT, stored)).isInstanceOf(MissingKey.class);
    }

    @Test
    void an_event_of_another_revision_opens_wherever_it_was_sealed() {
        Subject older = new Subject("ada", "e-1", "user.device-renamed", "0");
        String clear =
                "{\"userId\":\"ada\",\"label\":{\"x\":[\"sealed\"]},\"deviceName\":\"Ada's phone\",\"n\":-1.5e3}";
        Bytes stored = encryption.encrypt(older, new Bytes(utf8(clear), utf8("{}")));
        assertThat(text(stored.payload())).doesNotContain("phone");
        assertThat(text(encryption.decrypt(older, stored).payload())).isEqualTo(clear);
    }

    @Test
    void what_no_one_knows_cannot_be_sealed() {
        Subject unknown = new Subject("ada", "e-1", "user.vanished", "1");
        assertThatThrownBy(() -> encryption.encrypt(unknown, clear(Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertBroken(Subject event, Bytes stored) {
        assertThatThrownBy(() -> encryption.decrypt(event, stored))
                .isInstanceOf(DecryptionFailed.class)
                .hasMessageContaining(event.eventId());
    }

    private Bytes encrypted() {
        return encryption.encrypt(EVENT, clear(Map.of()));
    }

    private Bytes clear(Map<String, String> metadata) {
        return new Bytes(serializer.serialize(RENAMED, byte[].class).getData(), metadata(metadata));
    }

    private byte[] metadata(Map<String, String> entries) {
        return DomainJson.forEvents().writeValueAsBytes(new TreeMap<>(entries));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
