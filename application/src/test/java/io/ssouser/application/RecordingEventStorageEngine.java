package io.ssouser.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Axon's engine in memory; remembers which events came in one commit. */
public final class RecordingEventStorageEngine extends InMemoryEventStorageEngine {
    private final List<List<Object>> commits = new CopyOnWriteArrayList<>();

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        super.appendEvents(events);
        commits.add(events.stream().<Object>map(EventMessage::getPayload).toList());
    }

    public List<List<Object>> commits() {
        return commits;
    }

    public <E> List<E> events(Class<E> type) {
        return commits.stream()
                .flatMap(List::stream)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
