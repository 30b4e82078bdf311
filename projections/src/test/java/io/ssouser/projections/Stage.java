package io.ssouser.projections;

import io.ssouser.domain.Provenance;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.store.DocumentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMessage;

/** A log in memory, read models in a store, and the engine between them, as the service runs it. */
public final class Stage implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private MemoryLog log;
    private final Fold<?> fold;
    private final Views views;
    public final DocumentStore documents;
    private final Clock clock;
    private Projections projections;

    public Stage(Path file, Fold<?> fold) {
        this(new SqliteViews(file), fold);
    }

    public Stage(Views views, Fold<?> fold) {
        this(new MemoryLog(), views, fold);
    }

    private Stage(MemoryLog log, Views views, Fold<?> fold) {
        this.log = log;
        this.fold = fold;
        this.views = views;
        this.documents = views.documents();
        this.clock = Clock.fixed(START.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        prepare();
        projections.start();
    }

    /** The same log, read into another file. */
    public Stage onFile(Path file) {
        return onViews(new SqliteViews(file));
    }

    /** The same log, read by another node. */
    public Stage onViews(Views others) {
        return onViews(others, fold);
    }

    /** The same log, read by another node of another release. */
    Stage onViews(Views others, Fold<?> otherVersion) {
        return new Stage(log, others, otherVersion);
    }

    private void prepare() {
        projections = engineOf(List.of(fold));
    }

    /** Another engine on the same files, not started. */
    public Projections engineOf(List<? extends Fold<?>> readModels) {
        return new Projections(
                log,
                views.transactions(),
                views.tokens(),
                Sharing.none(views::positions),
                views.parkedEvents(clock),
                clock,
                documents,
                readModels);
    }

    public Projections projections() {
        return projections;
    }

    public String group() {
        return fold.name();
    }

    /** Events are a second apart, from {@link #START} on. */
    public long publish(String aggregate, Object event) {
        return publish(aggregate, event, Map.of(Provenance.ACTOR, aggregate, Provenance.IP, "203.0.113.9"));
    }

    public long publish(String aggregate, Object event, Map<String, ?> metadata) {
        long position = Positions.of(log.createHeadToken()) + 1;
        return log.append(new GenericDomainEventMessage<>(
                "User",
                aggregate,
                position,
                new GenericEventMessage<>(event, metadata),
                () -> START.plusSeconds(position)));
    }

    /** An event of which neither payload nor metadata can be read while opening it throws. */
    public long publishSealed(String aggregate, Object event, Runnable opening) {
        long position = Positions.of(log.createHeadToken()) + 1;
        return log.append(new GenericDomainEventMessage<>(
                "User",
                aggregate,
                position,
                new SerializedMessage<>(
                        UUID.randomUUID().toString(),
                        new Sealed<>(event, opening),
                        new Sealed<>(MetaData.with(Provenance.ACTOR, aggregate), opening)),
                () -> START.plusSeconds(position)));
    }

    /** Waits until all that was published is applied or parked. */
    public void settle() {
        if (!projections.awaitReached(fold.name(), Positions.of(log.createHeadToken()), PATIENCE)) {
            throw new AssertionError(
                    fold.name() + " stands at " + projections.position(fold.name()),
                    projections.failure(fold.name()).orElse(null));
        }
    }

    /** Stops the engine, and starts another one where the token says. */
    public void restart() {
        projections.close();
        prepare();
        projections.start();
    }

    /** As if the log's file had been replaced, while nothing ran, by one that has only so many first events in common. */
    public void replaceLog(long common, Runnable growth) {
        projections.close();
        log = log.upTo(common);
        growth.run();
        prepare();
        projections.start();
    }

    public void makeLogUnreadable() {
        log.becomeUnreadable();
    }

    /** As if all behind this position were delivered again. */
    public void redeliverFrom(long position) {
        projections.close();
        views.transactions()
                .executeInTransaction(() -> views.tokens()
                        .storeToken(
                                position == 0 ? null : new GlobalSequenceTrackingToken(position - 1),
                                fold.storedName(),
                                0));
        restart();
    }

    /** Every document of the collection, as it is kept. */
    public Map<String, String> everything() {
        return views.everything(fold.storedName());
    }

    @Override
    public void close() {
        projections.close();
        views.close();
    }
}
