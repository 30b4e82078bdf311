package io.ssouser.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;

/** One {@link Schedule} on one contender: one node writes, another reads, and in the end what was acknowledged is compared with that. */
final class Trial {
    /** Small enough for a schedule to reach over its boundary. */
    static final int BATCH = 2;

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final EventStore store;
    private final ScheduleReader reader;
    private final List<List<Written>> acknowledged = new ArrayList<>();
    private final List<List<Written>> refused = new ArrayList<>();
    private int commits;

    private Trial(EventStore store, ScheduleReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** An event, the first of an aggregate of the given name. What is read of it tells from which commit it is. */
    private record Written(String aggregate, String payload) {}

    static Findings of(Schedule schedule, Contender contender, String uri, Function<EventStore, ScheduleReader> reads) {
        try (LogNode writing = contender.open(uri, BATCH, false);
                LogNode reading = contender.open(uri, BATCH, true);
                ScheduleReader reader = reads.apply(reading.store())) {
            Trial trial = new Trial(writing.store(), reader);
            schedule.play(trial);
            return trial.outcome();
        }
    }

    /** One commit of events that are stamped so many milliseconds after noon. A conflict is an answer like any other. */
    void publish(long moment, String... names) {
        List<Written> commit = new ArrayList<>();
        List<GenericDomainEventMessage<String>> events = new ArrayList<>();
        commits++;
        for (String name : names) {
            Written written = new Written(name, name + " of commit " + commits);
            commit.add(written);
            events.add(new GenericDomainEventMessage<>(
                    "Thing",
                    name,
                    0,
                    written.payload(),
                    MetaData.emptyInstance(),
                    UUID.randomUUID().toString(),
                    NOON.plusMillis(moment)));
        }
        try {
            store.publish(events);
            acknowledged.add(commit);
        } catch (AxonException conflict) {
            refused.add(commit);
        }
    }

    /** Lets the reader read on until it has this event, and no further where it can stop. */
    void see(String name) {
        reader.readUntil(payload -> payload.startsWith(name + " of "));
    }

    private Findings outcome() {
        List<String> read = reader.read();
        Set<String> distinct = new HashSet<>(read);
        int written = 0;
        int skipped = 0;
        int conflictsLetIn = 0;
        Set<String> aggregates = new HashSet<>();
        for (List<Written> commit : acknowledged) {
            boolean conflict = false;
            for (Written event : commit) {
                written++;
                skipped += distinct.contains(event.payload()) ? 0 : 1;
                conflict |= !aggregates.add(event.aggregate());
            }
            conflictsLetIn += conflict ? 1 : 0;
        }
        int halves = (int) refused.stream()
                .filter(commit -> commit.stream().anyMatch(event -> distinct.contains(event.payload())))
                .count();
        return new Findings(written, skipped, halves, conflictsLetIn, read.size() - distinct.size());
    }

    /**
     * @param written events that were acknowledged
     * @param skipped those of them that the reader was never given
     * @param halves refused commits of which the reader was given something all the same
     * @param conflictsLetIn commits that were acknowledged although the aggregate had such an event already
     * @param twice events that the reader was given more than once
     */
    record Findings(int written, int skipped, int halves, int conflictsLetIn, int twice) {
        @Override
        public String toString() {
            return skipped + " of " + written + " skipped"
                    + (halves == 0 ? "" : ", " + halves + " half commit")
                    + (conflictsLetIn == 0 ? "" : ", " + conflictsLetIn + " conflict let in")
                    + (twice == 0 ? "" : ", " + twice + " read twice");
        }
    }
}
