package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.axon.LogDeadLetterQueue;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Dead letters in MongoDB. They are written when the batch that parks them has sent its documents, and before its token: an event is
 * parked before the group passes it. A node that was stopped in between and wakes up later parks nothing twice, and nothing that was tried again
 * since and went in: an evicted letter leaves its position behind for seven days.
 */
public final class MongoDeadLetterQueue extends LogDeadLetterQueue {

    /**
     * Creates its collection when it is missing.
     *
     * @param group the processing group
     * @param atCommit runs a write when the thread's unit of work has sent its documents, or at once when there is none
     * @param eventAt reads the event at a position of the log
     * @param clock tells when an event was parked
     */
    public MongoDeadLetterQueue(
            String group,
            MongoStore store,
            Executor atCommit,
            LongFunction<TrackedEventMessage<?>> eventAt,
            Clock clock) {
        super(group, new DeadLetterCollection(group, store, atCommit), eventAt, clock);
    }
}
