package io.ssouser.application.events;

import io.ssouser.domain.StoredAs;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** The domain's approved form of every event, newest revision, as if it came out of the log. */
final class ApprovedSamples {
    private ApprovedSamples() {}

    static Stream<SerializedObject<byte[]>> all() {
        return EventSamples.all()
                .map(event -> event.getClass().getAnnotation(StoredAs.class))
                .map(ApprovedSamples::of);
    }

    private static SerializedObject<byte[]> of(StoredAs as) {
        String file = "/events/" + as.value() + "/" + as.revision() + ".json";
        try (InputStream sample = StoredAs.class.getResourceAsStream(file)) {
            if (sample == null) {
                throw new IllegalStateException("No approved sample " + file);
            }
            return new SimpleSerializedObject<>(
                    sample.readAllBytes(), byte[].class, as.value(), String.valueOf(as.revision()));
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
