package io.ssouser.projections.fold;

import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log, decrypted and upcast.
 *
 * @param position in the log, from 0
 * @param id of the event
 * @param time when it happened
 * @param metadata who did it and from where, by the names of {@link io.ssouser.domain.Provenance}
 * @param payload what happened, as the domain says it
 */
public record RecordedEvent(long position, String id, Instant time, Map<String, ?> metadata, Object payload) {

    /** Decrypts what is encrypted; fails as the serializer does when that cannot be done. */
    public static RecordedEvent of(TrackedEventMessage<?> message) {
        return new RecordedEvent(
                message.trackingToken().position().orElseThrow(),
                message.getIdentifier(),
                message.getTimestamp(),
                message.getMetaData(),
                message.getPayload());
    }

    /** A text of the metadata; null when the event has none of that name. */
    public @Nullable String text(String name) {
        return (String) metadata.get(name);
    }

    @Override
    public String toString() {
        return "RecordedEvent[" + position + ", hidden]";
    }
}
