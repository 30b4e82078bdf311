package io.ssouser.eventstore.state;

import io.ssouser.eventstore.log.StoreRefused;
import java.util.function.Supplier;

/**
 * Named collections of {@link StateDocument documents} beside the log. What a method wrote is durable when it returns, held by a majority
 * where there are several members, and seen by every read of this node that starts later, also after an election. Each call of a {@link
 * StateCollection} is atomic; an order of calls, with a condition in each, takes the place of a transaction. Safe for many threads.
 */
public interface StateStore {
    /**
     * The collection, made with its indexes where it is missing. May be repeated; what is stored already stays.
     *
     * @throws StoreRefused when it is there in a form that this version cannot read
     */
    StateCollection collection(StateSchema schema);

    /**
     * Makes several writes at the price of one: where the store has transactions they are one, durable together; elsewhere they are made one
     * after the other. So they must do no harm when they break off after any of them. The work waits for nothing else. Within a transaction
     * of the same store the writes join it.
     */
    <T> T together(Supplier<T> writes);
}
