package io.ssouser.application.vault.events;

import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * How an event of an older shape becomes one of the newest: the steps of each event in their order. What to do besides, when an event changes
 * its shape, stands in {@code docs/events.md}.
 */
public final class EventUpcasters {
    private static final List<PayloadUpcaster> STEPS = List.of(new MfaFailed1To2(), new SignInFailed1To2());

    private EventUpcasters() {}

    /** Of every event. */
    public static EventUpcasterChain chain() {
        return new EventUpcasterChain(STEPS);
    }
}
