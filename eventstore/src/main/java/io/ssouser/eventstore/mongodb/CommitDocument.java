package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.LeafForm;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Commits as documents. Times are microseconds since the epoch, which BSON's own dates cannot hold; positions of events follow from the
 * first; what an event does not have is not there.
 */
final class CommitDocument {
    private CommitDocument() {}

    static BsonDocument of(StoredCommit stored) {
        Commit commit = stored.commit();
        List<BsonDocument> events = new ArrayList<>(commit.events().size());
        commit.events().forEach(event -> events.add(of(event)));
        return new BsonDocument("_id", new BsonInt64(commit.firstPosition()))
                .append("n", new BsonInt32(events.size()))
                .append("commit", new BsonBinary(commit.id()))
                .append("time", new BsonInt64(LeafForm.micros(commit.time())))
                .append("node", new BsonString(commit.node()))
                .append("chain", new BsonBinary(commit.chain()))
                .append("latest", new BsonInt64(stored.latest()))
                .append("events", new BsonArray(events));
    }

    private static BsonDocument of(StoredEvent event) {
        BsonDocument document = new BsonDocument("aggregate", new BsonString(event.aggregateId()))
                .append("sequence", new BsonInt64(event.sequence()))
                .append("id", new BsonString(event.eventId()))
                .append("type", new BsonString(event.type()))
                .append("time", new BsonInt64(LeafForm.micros(event.time())))
                .append("payload", new BsonBinary(event.payload()))
                .append("metadata", new BsonBinary(event.metadata()));
        put(document, "aggregateType", event.aggregateType());
        put(document, "revision", event.revision());
        return document;
    }

    static void put(BsonDocument document, String field, @Nullable String text) {
        if (text != null) {
            document.append(field, new BsonString(text));
        }
    }

    static @Nullable String text(BsonDocument document, String field) {
        BsonValue value = document.get(field);
        return value == null ? null : value.asString().getValue();
    }

    static CommitSummary summary(BsonDocument document) {
        return read(
                document,
                () -> new CommitSummary(
                        document.getBinary("commit").asUuid(),
                        document.getInt64("_id").getValue(),
                        document.getInt32("n").getValue(),
                        document.getBinary("chain").getData(),
                        document.getInt64("latest").getValue()));
    }

    /** One that has not as many events as it says has an empty chain. */
    static Commit commit(BsonDocument document) {
        return read(document, () -> {
            long first = document.getInt64("_id").getValue();
            List<StoredEvent> events = new ArrayList<>();
            for (BsonValue event : document.getArray("events")) {
                events.add(event(first + events.size(), event.asDocument()));
            }
            boolean whole = events.size() == document.getInt32("n").getValue();
            return new Commit(
                    document.getBinary("commit").asUuid(),
                    time(document.getInt64("time").getValue()),
                    document.getString("node").getValue(),
                    events,
                    whole ? document.getBinary("chain").getData() : new byte[0]);
        });
    }

    private static StoredEvent event(long position, BsonDocument document) {
        return new StoredEvent(
                position,
                document.getString("aggregate").getValue(),
                text(document, "aggregateType"),
                document.getInt64("sequence").getValue(),
                document.getString("id").getValue(),
                document.getString("type").getValue(),
                text(document, "revision"),
                time(document.getInt64("time").getValue()),
                document.getBinary("payload").getData(),
                document.getBinary("metadata").getData());
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private interface Form<T> {
        T read();
    }

    private static <T> T read(BsonDocument document, Form<T> form) {
        try {
            return form.read();
        } catch (BsonInvalidOperationException e) {
            throw new LogBroken("The commit at position " + document.get("_id") + " is not of the form of a commit", e);
        }
    }
}
