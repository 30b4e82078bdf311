package io.ssouser.eventstore.axon;

import io.ssouser.eventstore.log.CommitTooLarge;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.HeadWatch;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import io.ssouser.eventstore.log.StreamConflict;
import io.ssouser.eventstore.log.append.AppendLimits;
import io.ssouser.eventstore.log.append.GroupCommit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage contract over an {@link EventLog}. Events are serialised and encrypted on the caller's thread and appended by group
 * commit; {@link #appendEvents} returns when they are durable. Tokens are exact: an index is the position of the last event seen.
 *
 * <p>Appending throws Axon's {@code ConcurrencyException} to the one caller whose stream has moved on, {@link LogUnavailable} when the
 * log cannot answer, {@link CommitTooLarge} above the byte limit. Reading throws {@link LogBroken} rather than skip a position.
 */
public final class LogEventStorageEngine extends BatchingEventStorageEngine implements AutoCloseable {
    /** Key in the root unit of work's resources: the position, a {@code Long}, of the last event that it stored. */
    public static final String LAST_POSITION = LogEventStorageEngine.class.getName() + ".lastPosition";

    private final EventLog log;
    private final EventCodec codec;
    private final EventReader reader;
    private final Clock clock;
    private final Supplier<UUID> commitIds;
    private final HeadWatch watch = new HeadWatch();
    private final GroupCommit appender;

    LogEventStorageEngine(LogEngineBuilder builder) {
        super(builder);
        this.log = builder.log;
        this.codec = new EventCodec(builder.encryption);
        this.reader = new EventReader(log, builder.encryption, getEventSerializer(), builder.upcasters());
        this.clock = builder.clock;
        this.commitIds = builder.commitIds;
        this.appender = new GroupCommit(log, builder.node, builder.limits, builder.observer, watch);
    }

    /** All these are needed; the rest has defaults: serialisers are Axon's, limits {@link AppendLimits#DEFAULT}, no encryption. */
    public static LogEngineBuilder builder(EventLog log, Clock clock, Supplier<UUID> commitIds, String node) {
        return new LogEngineBuilder(log, clock, commitIds, node);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        List<StoredEvent> drafts = new ArrayList<>(events.size());
        events.forEach(event -> drafts.add(codec.stored(event, serializer)));
        firstDuplicate(drafts).ifPresent(i -> handlePersistenceException(new StreamConflict(), events.get((int) i)));
        try {
            long last = appender.append(commitIds.get(), clock.instant(), drafts);
            CurrentUnitOfWork.ifStarted(work -> work.root().resources().put(LAST_POSITION, last));
        } catch (StreamConflict e) {
            handlePersistenceException(e, events.get(firstLoser(drafts)));
        }
    }

    /** The database's indexes do not compare what is stored in one step with itself. */
    private static OptionalLong firstDuplicate(List<StoredEvent> drafts) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            StoredEvent draft = drafts.get(i);
            boolean isNew = seen.add(draft.eventId()) & seen.add(List.of(draft.aggregateId(), draft.sequence()));
            if (!isNew) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }

    private int firstLoser(List<StoredEvent> drafts) {
        for (int i = 0; i < drafts.size(); i++) {
            OptionalLong last = log.lastSequenceOf(drafts.get(i).aggregateId());
            if (last.isPresent() && last.getAsLong() >= drafts.get(i).sequence()) {
                return i;
            }
        }
        return 0;
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        log.keepSnapshot(codec.stored(snapshot, serializer));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return log.snapshotOf(aggregateIdentifier).map(codec::readable).stream();
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String stream, long firstSequence, int batchSize) {
        return reader.storedOf(stream, firstSequence, batchSize);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        requireSeen(positionAfter(token));
        return super.readEventData(token, mayBlock);
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken token, int batchSize) {
        return reader.storedFrom(positionAfter(token), batchSize);
    }

    /** What this engine reads, decoded. */
    public EventReader reader() {
        return reader;
    }

    long positionAfter(@Nullable TrackingToken token) {
        if (token == null) {
            return 0;
        }
        return WrappedToken.unwrap(token, GlobalSequenceTrackingToken.class)
                .map(seen -> seen.getGlobalIndex() + 1)
                .orElseThrow(() -> new IllegalArgumentException("Not a token of this log: " + token));
    }

    /** A token beyond the end means that the log was rolled back below its readers: going on would skip what comes next. */
    void requireSeen(long next) {
        long end = log.head().nextPosition();
        if (next > end) {
            throw new LogBroken("A reader has seen position " + (next - 1) + " but the log ends before " + end);
        }
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        OptionalLong last = log.lastSequenceOf(aggregateIdentifier);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return headPosition() < 0 ? null : new GlobalSequenceTrackingToken(-1);
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        long last = headPosition();
        return last < 0 ? null : new GlobalSequenceTrackingToken(last);
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        OptionalLong first = log.firstPositionAtOrAfter(dateTime);
        return first.isPresent() ? new GlobalSequenceTrackingToken(first.getAsLong() - 1) : createHeadToken();
    }

    /** Position of the last event in the log, −1 when there is none. */
    public long headPosition() {
        return log.head().nextPosition() - 1;
    }

    /** How many callers' commits have not been taken up by the appender yet. */
    public int waitingCommits() {
        return appender.waitingCommits();
    }

    /** Makes readers of this node look at once; called after every append here, and by whoever hears of another node's. */
    public void wakeReaders() {
        watch.moved();
    }

    HeadWatch watch() {
        return watch;
    }

    /** Appends what was handed in before and refuses the rest. The log is left open. */
    @Override
    public void close() {
        appender.close();
        watch.close();
    }
}
