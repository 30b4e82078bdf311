package io.ssouser.application.reaction;

import io.ssouser.eventstore.axon.TokenPositions;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;

/**
 * Something that acts on the world because of events. It may be repeated after a crash, and is never left out.
 *
 * @param name of its position and of what it parks
 * @param effects where its effects are kept, and its position beside them
 * @param start the first event that it must see
 * @param parked where it leaves an event that it cannot act on, with those after it for the same user; null when it stops there instead and
 *     tries again
 * @param handlers objects with {@code @EventHandler} methods
 */
public record Reaction(
        String name,
        Effects effects,
        Start start,
        @Nullable SequencedDeadLetterQueue<EventMessage<?>> parked,
        List<?> handlers) {

    /** Where a reaction begins, and what happens when the log ends before what it has seen: an older one was restored beneath it. */
    public enum Start {
        /** With what happens from now on. An older log is refused. */
        HEAD,
        /** With the first event; the service opens when it has seen all. An older log is refused. */
        TAIL,
        /** The same, but an older log is acted on from its beginning again. */
        TAIL_OF_ANY_LOG
    }

    /**
     * A store of effects, and the positions of the reactions that have them.
     *
     * @param positions of the same tokens
     */
    public record Effects(TransactionManager transactions, TokenStore tokens, TokenPositions positions) {}

    /** One that begins with what happens from now on and parks what it cannot act on. */
    public static Reaction fromNowOn(
            String name, Effects effects, SequencedDeadLetterQueue<EventMessage<?>> parked, List<?> handlers) {
        return new Reaction(name, effects, Start.HEAD, parked, handlers);
    }

    /** One that must have seen the whole log. It parks nothing: it rather stops, and tries again. */
    public static Reaction toTheWholeLog(String name, Effects effects, Start start, Object handler) {
        return new Reaction(name, effects, start, null, List.of(handler));
    }
}
