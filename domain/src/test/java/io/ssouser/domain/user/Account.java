package io.ssouser.domain.user;

import io.ssouser.domain.Refused;
import io.ssouser.domain.ThreadClock;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.FakeIdentityClaims;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.user.UserCommand.ConfirmEmailChange;
import io.ssouser.domain.user.UserCommand.Erase;
import io.ssouser.domain.user.UserCommand.UndoEmailChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/** One user on a real command bus and an event store in memory, with a clock of its own. */
final class Account extends Clock implements AutoCloseable {
    private final CommandBus commands = SimpleCommandBus.builder().build();
    private final EventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final UserId userId;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long read;

    private final IdentityClaims claims = new FakeIdentityClaims();

    Account(UserId userId, Object... ports) {
        this.userId = userId;
        ThreadClock.set(this);
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(User.class),
                new SimpleResourceParameterResolverFactory(List.of(ports)),
                new SimpleResourceParameterResolverFactory(List.of(this)));
        AggregateModel<User> model = AnnotatedAggregateMetaModelFactory.inspectAggregate(User.class, parameters);
        Repository<User> repository = EventSourcingRepository.builder(User.class)
                .aggregateModel(model)
                .eventStore(events)
                .build();
        AggregateAnnotationCommandHandler.<User>builder()
                .aggregateType(User.class)
                .aggregateModel(model)
                .parameterResolverFactory(parameters)
                .repository(repository)
                .build()
                .subscribe(commands);
        process(ConfirmEmailChange.class, repository, (user, command) -> user.confirm(command, now));
        process(UndoEmailChange.class, repository, (user, command) -> user.undo(command, claims, now));
        process(Erase.class, repository, (user, command) -> user.addressToLeave(now));
    }

    /** What a process over the user and the claims asks of the user aggregate. */
    private <C extends UserCommand<?>> void process(
            Class<C> type, Repository<User> repository, BiFunction<User, C, Object> work) {
        commands.subscribe(
                type.getName(),
                message -> repository
                        .load(userId.value())
                        .<Object>invoke(user -> work.apply(user, type.cast(message.getPayload()))));
    }

    void remembers(UserEvent... past) {
        for (int sequence = 0; sequence < past.length; sequence++) {
            events.publish(new GenericDomainEventMessage<>("User", userId.value(), sequence, past[sequence]));
        }
    }

    /** Answers what the user aggregate answers; throws its refusal. */
    Object asks(UserCommand<?> command) {
        FutureCallback<UserCommand<?>, Object> answer = new FutureCallback<>();
        commands.dispatch(new GenericCommandMessage<>(command), answer);
        answer.getResult().optionalExceptionResult().ifPresent(thrown -> {
            throw thrown instanceof Refused refused ? refused : new IllegalStateException(thrown);
        });
        return answer.getResult().getPayload();
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
        ThreadClock.reset();
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
