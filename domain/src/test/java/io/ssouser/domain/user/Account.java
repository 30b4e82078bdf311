package io.ssouser.domain.user;

import io.ssouser.domain.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** One account on a real command bus and an event store in memory, at a time of its own. */
final class Account extends Clock implements AutoCloseable {
    private final CommandBus commands = SimpleCommandBus.builder().build();
    private final EventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final UserId userId;
    private final Clock clockOfAxon = GenericEventMessage.clock;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long read;

    Account(UserId userId, Object... ports) {
        this.userId = userId;
        GenericEventMessage.clock = this;
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(User.class),
                new SimpleResourceParameterResolverFactory(List.of(ports)),
                new SimpleResourceParameterResolverFactory(List.of(this)));
        AggregateAnnotationCommandHandler.<User>builder()
                .aggregateType(User.class)
                .parameterResolverFactory(parameters)
                .repository(EventSourcingRepository.builder(User.class)
                        .parameterResolverFactory(parameters)
                        .eventStore(events)
                        .build())
                .build()
                .subscribe(commands);
    }

    void remembers(UserEvent... past) {
        for (int sequence = 0; sequence < past.length; sequence++) {
            events.publish(new GenericDomainEventMessage<>("User", userId.value(), sequence, past[sequence]));
        }
    }

    /** Throws the account's refusal. */
    void asks(UserCommand command) {
        FutureCallback<UserCommand, Object> answer = new FutureCallback<>();
        commands.dispatch(new GenericCommandMessage<>(command), answer);
        answer.getResult().optionalExceptionResult().ifPresent(thrown -> {
            throw thrown instanceof Refused refused ? refused : new IllegalStateException(thrown);
        });
    }

    /** The events since the last call. */
    List<? extends DomainEventMessage<?>> news() {
        List<? extends DomainEventMessage<?>> news =
                events.readEvents(userId.value(), read).asStream().toList();
        read += news.size();
        return news;
    }

    void waits(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void close() {
        GenericEventMessage.clock = clockOfAxon;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
