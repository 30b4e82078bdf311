package io.ssouser.application.vault.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.UnknownEvent;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ApprovedSamplesTest {
    private static final JsonMapper PLAIN = new JsonMapper();

    private final EventSerializer serializer = EventSerializer.forEvents(EventSamples.NAMES);

    static Stream<SerializedObject<byte[]>> newest() {
        return ApprovedSamples.newest();
    }

    static Stream<SerializedObject<byte[]>> samples() {
        return ApprovedSamples.all();
    }

    @ParameterizedTest
    @MethodSource("newest")
    void an_approved_form_is_read_by_todays_class_and_written_the_same(SerializedObject<byte[]> sample) {
        Object event = serializer.deserialize(sample);
        assertThat(event.getClass()).isEqualTo(serializer.classForType(sample.getType()));
        byte[] written = serializer.serialize(event, byte[].class).getData();
        assertThat(PLAIN.readTree(written)).isEqualTo(PLAIN.readTree(sample.getData()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_approved_form_of_any_revision_is_read_by_todays_class_through_the_upcasters(
            SerializedObject<byte[]> sample) {
        Object event = ApprovedSamples.read(sample, serializer, EventUpcasters.chain());
        assertThat(event).isNotInstanceOf(UnknownEvent.class);
        assertThat(serializer.typeForClass(event.getClass()).getName())
                .isEqualTo(sample.getType().getName());
    }
}
