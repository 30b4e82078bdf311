package io.ssouser.application.vault.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.StoredAs;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventSerializerTest {
    private final EventSerializer serializer = EventSerializer.forEvents(EventSamples.NAMES);

    static Stream<Object> events() {
        return EventSamples.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_reads_back_as_it_was_written(Object event) {
        SerializedObject<byte[]> stored = serializer.serialize(event, byte[].class);
        StoredAs as = event.getClass().getAnnotation(StoredAs.class);
        assertThat(stored.getType().getName()).isEqualTo(as.value());
        assertThat(stored.getType().getRevision()).isEqualTo(String.valueOf(as.revision()));
        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(event);
        assertThat(serializer.classForType(stored.getType())).isEqualTo(event.getClass());
        assertThat(serializer.typeForClass(event.getClass())).isEqualTo(stored.getType());
    }

    @Test
    void an_event_is_stored_in_this_very_form() {
        DeviceRegistered event = new DeviceRegistered(
                new UserId("u-1"),
                new DeviceId("d-1"),
                new DeviceName("Ada's \"phone\""),
                Instant.parse("2026-11-24T10:11:12.5Z"));
        assertThat(text(serializer.serialize(event, byte[].class)))
                .isEqualTo("{\"userId\":\"u-1\",\"deviceId\":\"d-1\",\"deviceName\":\"Ada's \\\"phone\\\"\","
                        + "\"expiresAt\":\"2026-11-24T10:11:12.500Z\"}");
    }

    @Test
    void a_component_that_may_be_null_is_stored_as_null_and_reads_back() {
        SignInFailed event = new SignInFailed(new UserId("u-1"), null, null);
        SerializedObject<byte[]> stored = serializer.serialize(event, byte[].class);
        assertThat(text(stored)).isEqualTo("{\"userId\":\"u-1\",\"deviceId\":null,\"attemptId\":null}");
        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(event);
    }

    @Test
    void an_erased_component_reads_as_null() {
        Registered erased =
                read("user.registered", "{\"userId\":\"u\",\"claimId\":\"c\",\"email\":null,\"passwordHash\":null}");
        assertThat(erased.email()).isNull();
        assertThat(erased.passwordHash()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"u\",\"deviceId\":\"d\",\"deviceName\":\"canary\",\"colour\":\"canary\"}",
                "{\"userId\":\"u\",\"deviceId\":\"d\"}",
                "{\"userId\":\"u\",\"deviceId\":\"d\",\"deviceName\":{\"value\":\"canary\"}}",
                "{\"userId\":\"u\",\"deviceId\":\"d\",\"deviceName\":7}",
                "{\"userId\":\"u\",\"deviceId\":\"d\",\"deviceName\":\"canary\"} {}",
                "{\"userId\":\"canary"
            })
    void another_shape_under_the_same_revision_is_refused_without_repeating_its_content(String json) {
        assertThatThrownBy(() -> read("user.device-renamed", json))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("user.device-renamed revision 1")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({"user.vanished, 1", "user.registered, 2", "io.ssouser.domain.user.UserEvent$Registered, 1"})
    void an_unknown_name_or_revision_is_an_unknown_event(String name, String revision) {
        SerializedType type = new SimpleSerializedType(name, revision);
        SerializedObject<byte[]> stored = new SimpleSerializedObject<>(bytes("{\"a\":1}"), byte[].class, type);
        assertThat(serializer.classForType(type)).isEqualTo(UnknownEvent.class);
        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(new UnknownEvent(name, revision));
    }

    @Test
    void what_has_no_stored_name_cannot_be_stored() {
        assertThatThrownBy(() -> serializer.serialize(List.of("anything"), byte[].class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("has no stored name");
    }

    @Test
    void metadata_reads_back_with_its_texts_and_what_is_erased_of_it_as_null() {
        Map<String, @Nullable Object> entries = new HashMap<>(Map.of("actor", "u-1", "request", "r\"1"));
        entries.put("ip", null);
        SerializedObject<byte[]> stored = serializer.serialize(MetaData.from(entries), byte[].class);
        assertThat(stored.getType().getName()).isEqualTo(MetaData.class.getName());
        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(MetaData.from(entries));
    }

    @Test
    void an_upcaster_can_work_on_the_json_tree_and_on_text() {
        DeviceRenamed event = new DeviceRenamed(new UserId("u"), new DeviceId("d"), new DeviceName("n"));
        SerializedObject<byte[]> stored = serializer.serialize(event, byte[].class);
        for (Class<?> form : new Class<?>[] {JsonNode.class, ObjectNode.class, String.class, byte[].class}) {
            assertThat(serializer.canSerializeTo(form)).isTrue();
            SerializedObject<?> converted = serializer.getConverter().convert(stored, form);
            assertThat(readBack(converted)).isEqualTo(event);
        }
    }

    @Test
    void nothing_is_stored_as_nothing() {
        SerializedObject<byte[]> stored = serializer.serialize(null, byte[].class);
        assertThat(stored.getType()).isEqualTo(SerializedType.emptyType());
        assertThat(serializer.<byte[], @Nullable Object>deserialize(stored)).isNull();
    }

    @Test
    void a_state_is_stored_by_its_fields_under_its_own_name() {
        StoredNames names = EventSamples.NAMES.withSnapshot(Account.class, "user.snapshot");
        EventSerializer snapshots = EventSerializer.forSnapshots(names);
        SerializedObject<byte[]> stored = snapshots.serialize(Account.used(), byte[].class);
        assertThat(stored.getType())
                .isEqualTo(new SimpleSerializedType(
                        "user.snapshot", Integer.toString(StateShape.revisionOf(Account.class))));
        assertThat(text(stored))
                .isEqualTo("{\"id\":\"u-1\",\"failures\":3,\"devices\":{\"d-1\":{\"name\":\"phone\",\"seen\":null}},"
                        + "\"flags\":{\"ON\":true}}");
        Account read = snapshots.deserialize(stored);
        assertThat(read).usingRecursiveComparison().isEqualTo(Account.used());
    }

    /** As an aggregate is written: private fields, a constructor for Axon alone, getters that are none. */
    static final class Account {
        private UserId id;
        private int failures;
        private final Map<DeviceId, Device> devices = new LinkedHashMap<>();
        private final Map<Flag, Boolean> flags = new EnumMap<>(Flag.class);

        private Account() {}

        static Account used() {
            Account account = new Account();
            account.id = new UserId("u-1");
            account.failures = 3;
            account.devices.put(new DeviceId("d-1"), new Device(new DeviceName("phone"), null));
            account.flags.put(Flag.ON, true);
            return account;
        }

        public boolean isLocked() {
            return failures > 5;
        }
    }

    enum Flag {
        ON
    }

    record Device(DeviceName name, @Nullable Instant seen) {}

    private <T> T read(String name, String json) {
        return serializer.deserialize(
                new SimpleSerializedObject<>(bytes(json), byte[].class, new SimpleSerializedType(name, "1")));
    }

    private <S> Object readBack(SerializedObject<S> stored) {
        return serializer.<S, Object>deserialize(stored);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(SerializedObject<byte[]> stored) {
        return new String(stored.getData(), StandardCharsets.UTF_8);
    }
}
