package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.axon.LogDeadLetterQueue;
import java.time.Clock;
import java.util.function.LongFunction;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Dead letters in the file of the group's effects. */
public final class SqliteDeadLetterQueue extends LogDeadLetterQueue {

    /**
     * Creates its table when it is missing.
     *
     * @param group the processing group
     * @param eventAt reads the event at a position of the log
     * @param clock tells when an event was parked
     */
    public SqliteDeadLetterQueue(
            String group, SqliteDatabase database, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock) {
        super(group, new DeadLetterTable(group, new BoundSql(database)), eventAt, clock);
    }
}
