package io.ssouser.eventstore.axon;

import org.jspecify.annotations.Nullable;

/** The last step before an event's bytes are hashed and stored, and the first after they are read: where what is personal is encrypted. */
public interface EventEncryption {
    /** What the encryption of an event binds to. For a snapshot, {@code eventId} is the snapshot's own. */
    record Subject(
            String aggregateId,
            String eventId,
            String type,
            @Nullable String revision) {}

    record Bytes(byte[] payload, byte[] metadata) {}

    Bytes encrypt(Subject event, Bytes clear);

    Bytes decrypt(Subject event, Bytes stored);

    /** Stores everything as it is. */
    EventEncryption NONE = new EventEncryption() {
        @Override
        public Bytes encrypt(Subject event, Bytes clear) {
            return clear;
        }

        @Override
        public Bytes decrypt(Subject event, Bytes stored) {
            return stored;
        }
    };
}
