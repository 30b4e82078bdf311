package io.ssouser.eventstore.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an event that its leaf hash covers; {@code docs/events.md} describes them for readers in other languages. Integers are
 * big-endian; text is UTF-8 after its length in four bytes, bytes are after theirs, and the length of what is absent is −1.
 */
public final class LeafForm {
    private static final int NUMBERS = 3 * Long.BYTES;
    private static final int LENGTHS = 7 * Integer.BYTES;
    private static final int ABSENT = -1;

    private LeafForm() {}

    public static byte[] of(StoredEvent event) {
        byte[] aggregateId = event.aggregateId().getBytes(UTF_8);
        byte @Nullable [] aggregateType = utf8(event.aggregateType());
        byte[] eventId = event.eventId().getBytes(UTF_8);
        byte[] type = event.type().getBytes(UTF_8);
        byte @Nullable [] revision = utf8(event.revision());
        int size = NUMBERS + LENGTHS + aggregateId.length + size(aggregateType) + eventId.length + type.length;
        ByteBuffer form = ByteBuffer.allocate(size + size(revision) + event.payload().length + event.metadata().length);
        form.putLong(event.position());
        put(form, aggregateId);
        put(form, aggregateType);
        form.putLong(event.sequence());
        put(form, eventId);
        put(form, type);
        put(form, revision);
        form.putLong(micros(event.time()));
        put(form, event.payload());
        put(form, event.metadata());
        return form.array();
    }

    /** Microseconds since the epoch, rounded down: the time of an event as it is stored and hashed. */
    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.truncatedTo(ChronoUnit.MICROS));
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void put(ByteBuffer form, byte @Nullable [] bytes) {
        if (bytes == null) {
            form.putInt(ABSENT);
        } else {
            form.putInt(bytes.length).put(bytes);
        }
    }
}
