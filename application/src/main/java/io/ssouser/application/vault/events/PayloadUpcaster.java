package io.ssouser.application.vault.events;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step from an older shape of an event to the next. It runs on the decrypted JSON, when somebody first looks at the event: one that cannot
 * be decrypted fails its own handler, and not the whole stream.
 */
public abstract class PayloadUpcaster extends SingleEventUpcaster {
    private final SerializedType from;
    private final SerializedType to;

    /**
     * @param event stored name, as {@code user.password-changed}
     * @param revision the older one; the step leads to the next
     */
    protected PayloadUpcaster(String event, int revision) {
        this.from = new SimpleSerializedType(event, Integer.toString(revision));
        this.to = new SimpleSerializedType(event, Integer.toString(revision + 1));
    }

    /** Changes the event in place. What is personal in it is null when its user is erased, and has to stay null. */
    protected abstract void upcast(ObjectNode event);

    @Override
    protected final boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(from);
    }

    @Override
    protected final IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        IntermediateEventRepresentation upcast = event.upcastPayload(to, ObjectNode.class, json -> {
            upcast(json);
            return json;
        });
        return new UpcastPayload(upcast, event);
    }
}
