package io.ssouser.eventstore.axon;

import java.util.function.Supplier;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;

/** Serialised bytes that are decrypted when someone first looks: one unreadable event fails its handler, not the whole stream. */
record LazilyDecrypted(Supplier<byte[]> bytes, SerializedType type) implements SerializedObject<byte[]> {
    @Override
    public Class<byte[]> getContentType() {
        return byte[].class;
    }

    @Override
    public SerializedType getType() {
        return type;
    }

    @Override
    public byte[] getData() {
        return bytes.get();
    }
}
