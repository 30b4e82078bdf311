package io.ssouser.bench;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/** What is left of a command when there is nothing but its append: a unit of work that stores the next event of the caller's aggregate. */
final class AppendingCaller implements Runnable {
    static final String PAYLOAD = "x".repeat(150);

    private final EventStore store;
    private final String aggregate;
    private long sequence;

    AppendingCaller(EventStore store, int number) {
        this.store = store;
        this.aggregate = "aggregate-" + number;
    }

    @Override
    public void run() {
        DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(aggregate))
                .execute(
                        () -> store.publish(new GenericDomainEventMessage<>("Device", aggregate, sequence++, PAYLOAD)));
    }
}
