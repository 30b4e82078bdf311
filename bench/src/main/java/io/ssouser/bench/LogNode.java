package io.ssouser.bench;

import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What one node writes and reads events with. */
record LogNode(EventStore store, EventStorageEngine engine, List<Runnable> closers) implements AutoCloseable {
    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
