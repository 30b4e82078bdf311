package io.ssouser.projections;

import org.axonframework.serialization.LazyDeserializingObject;

/** What cannot be read before it is decrypted. Only its type is known until then. */
final class Sealed<T> extends LazyDeserializingObject<T> {
    private final Runnable opening;

    /** @param opening throws while the bytes cannot be decrypted */
    Sealed(T content, Runnable opening) {
        super(content);
        this.opening = opening;
    }

    @Override
    public T getObject() {
        opening.run();
        return super.getObject();
    }
}
