package io.ssouser.application.vault.events;

import io.ssouser.domain.StoredAs;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;

/** The domain's approved form of every event, in every revision, as if it came out of the log. */
final class ApprovedSamples {
    private static final byte[] NO_METADATA = {'{', '}'};

    private ApprovedSamples() {}

    /** In the newest revision. */
    static Stream<SerializedObject<byte[]>> newest() {
        return declared().map(as -> of(as.value(), as.revision()));
    }

    static Stream<SerializedObject<byte[]>> all() {
        return declared()
                .flatMap(as -> IntStream.rangeClosed(1, as.revision()).mapToObj(revision -> of(as.value(), revision)));
    }

    /** What is read of an event that is stored in that form. */
    static Object read(SerializedObject<byte[]> sample, EventSerializer serializer, EventUpcaster upcasters) {
        return upcasters
                .upcast(Stream.of(new InitialEventRepresentation(new Stored(sample), serializer)))
                .map(event -> serializer.<byte[], Object>deserialize(event.getData(byte[].class)))
                .findFirst()
                .orElseThrow();
    }

    private record Stored(SerializedObject<byte[]> sample) implements EventData<byte[]> {
        @Override
        public String getEventIdentifier() {
            return "event";
        }

        @Override
        public Instant getTimestamp() {
            return Instant.EPOCH;
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return new SerializedMetaData<>(NO_METADATA, byte[].class);
        }

        @Override
        public SerializedObject<byte[]> getPayload() {
            return sample;
        }
    }

    private static Stream<StoredAs> declared() {
        return EventSamples.all().map(event -> event.getClass().getAnnotation(StoredAs.class));
    }

    private static SerializedObject<byte[]> of(String name, int revision) {
        String file = "/events/" + name + "/" + revision + ".json";
        try (InputStream sample = StoredAs.class.getResourceAsStream(file)) {
            if (sample == null) {
                throw new IllegalStateException("No approved sample " + file);
            }
            return new SimpleSerializedObject<>(sample.readAllBytes(), byte[].class, name, String.valueOf(revision));
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
