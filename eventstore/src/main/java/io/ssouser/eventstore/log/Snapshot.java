package io.ssouser.eventstore.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of an aggregate after its event with the given sequence. Fields as in {@link StoredEvent}. */
public record Snapshot(
        String aggregateId,
        String aggregateType,
        long sequence,
        String eventId,
        String type,
        @Nullable String revision,
        Instant time,
        byte[] payload,
        byte[] metadata) {}
