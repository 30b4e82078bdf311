package io.ssouser.eventstore.mongodb;

import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitTooLarge;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The collection through the driver. Beside the two unique indexes there is one by aggregate and position, for the latest event of an
 * aggregate. Bounds of the key are inclusive, and answers are held against them: a clustered collection of 8.0.19 and 8.2.6 answers an
 * exclusive upper bound with the bound itself (SERVER-121822). For the same reason the collection is not clustered.
 */
final class DriverCommits implements CommitCollection {
    static final String NAME = "event-log";
    private static final int MIB = 1024 * 1024;
    /** MongoDB Limits and Thresholds: a document has at most 16 MiB, a message of the driver at most 48,000,000 bytes. */
    private static final int DOCUMENT_BYTES = 16 * MIB;

    private static final int MESSAGE_BYTES = 16 * MIB;
    private static final int CURSOR_BATCH = 10_000;
    private static final Bson HEAD = include("n", "commit", "chain", "latest");

    private final MongoStore store;
    private final MongoCollection<BsonDocument> collection;
    private final MongoCollection<RawBsonDocument> writing;

    DriverCommits(MongoStore store) {
        this.store = store;
        this.collection = store.collectionWithNoOthers(
                NAME,
                MongoIndex.unique("commit", "commit"),
                MongoIndex.unique("stream", "events.aggregate", "events.sequence"),
                MongoIndex.of("stream-position", "events.aggregate", "_id"));
        this.writing = collection
                .withDocumentClass(RawBsonDocument.class)
                .withWriteConcern(MongoStore.ACKNOWLEDGED.withJournal(true));
    }

    /** Message by message, each acknowledged before the next. */
    @Override
    public OptionalInt insert(List<StoredCommit> batch) {
        int in = 0;
        for (List<RawBsonDocument> message : messages(batch)) {
            OptionalInt refused = send(message);
            if (refused.isPresent()) {
                return OptionalInt.of(in + refused.getAsInt());
            }
            in += message.size();
        }
        return OptionalInt.empty();
    }

    private static List<List<RawBsonDocument>> messages(List<StoredCommit> batch) {
        List<List<RawBsonDocument>> messages = new ArrayList<>();
        long bytes = MESSAGE_BYTES;
        for (StoredCommit commit : batch) {
            RawBsonDocument document = new RawBsonDocument(CommitDocument.of(commit), new BsonDocumentCodec());
            int size = document.getByteBuffer().remaining();
            if (size > DOCUMENT_BYTES) {
                throw new CommitTooLarge(size, DOCUMENT_BYTES);
            }
            if (bytes + size > MESSAGE_BYTES) {
                messages.add(new ArrayList<>());
                bytes = 0;
            }
            messages.get(messages.size() - 1).add(document);
            bytes += size;
        }
        return messages;
    }

    /** How many were inserted is not asked after a refusal: servers differ. */
    private OptionalInt send(List<RawBsonDocument> message) {
        return ask("Appending to the log", () -> {
            try {
                writing.insertMany(message);
                return OptionalInt.empty();
            } catch (MongoBulkWriteException e) {
                return OptionalInt.of(refused(e));
            }
        });
    }

    private int refused(MongoBulkWriteException failure) {
        List<BulkWriteError> errors = failure.getWriteErrors();
        if (failure.getWriteConcernError() != null || errors.isEmpty()) {
            throw new LogUnavailable("No majority has acknowledged the append: " + failure.getMessage(), failure);
        }
        if (!MongoStore.isDuplicate(errors.get(0))) {
            throw store.failureOf("Appending to the log", failure);
        }
        return errors.get(0).getIndex();
    }

    @Override
    public Optional<CommitSummary> lastBefore(long position) {
        Optional<CommitSummary> last = one(collection
                        .find(lte("_id", position - 1))
                        .sort(descending("_id"))
                        .projection(HEAD))
                .map(CommitDocument::summary);
        last.ifPresent(found -> requireWithin(found.position(), Long.MIN_VALUE, position - 1));
        return last;
    }

    private static void requireWithin(long found, long first, long last) {
        if (found < first || found > last) {
            throw new LogUnavailable("The server answers with the commit at position " + found
                    + ", which is not between " + first + " and " + last);
        }
    }

    @Override
    public List<CommitSummary> summariesFrom(long position, int limit) {
        return ask(
                "Reading the log",
                () -> collection
                        .find(gte("_id", position))
                        .sort(ascending("_id"))
                        .limit(limit)
                        .batchSize(limit)
                        .projection(HEAD)
                        .map(CommitDocument::summary)
                        .into(new ArrayList<>()));
    }

    @Override
    public List<Commit> from(long position, int events) {
        FindIterable<BsonDocument> found = collection
                .find(gte("_id", position))
                .sort(ascending("_id"))
                .limit(Math.max(1, events))
                .batchSize(Math.max(1, Math.min(events, CURSOR_BATCH)));
        return ask("Reading the log", () -> {
            List<Commit> commits = new ArrayList<>();
            try (MongoCursor<BsonDocument> cursor = found.cursor()) {
                for (long held = 0; cursor.hasNext() && (held < events || commits.isEmpty()); ) {
                    Commit commit = CommitDocument.commit(cursor.next());
                    commits.add(commit);
                    held += commit.events().size();
                }
            }
            return commits;
        });
    }

    @Override
    public List<Commit> ofStream(String aggregateId, long firstSequence, long lastSequence) {
        Bson event = Filters.and(
                eq("aggregate", aggregateId), gte("sequence", firstSequence), lte("sequence", lastSequence));
        return ask(
                "Reading a stream",
                () -> collection
                        .find(elemMatch("events", event))
                        .batchSize(CURSOR_BATCH)
                        .map(CommitDocument::commit)
                        .into(new ArrayList<>()));
    }

    @Override
    public Optional<Commit> lastOf(String aggregateId) {
        return one(collection.find(eq("events.aggregate", aggregateId)).sort(descending("_id")))
                .map(CommitDocument::commit);
    }

    private Optional<BsonDocument> one(FindIterable<BsonDocument> found) {
        return Optional.ofNullable(ask("Reading the log", () -> found.limit(1).first()));
    }

    private <T extends @Nullable Object> T ask(String what, Supplier<T> call) {
        try {
            return store.ask(what, call);
        } catch (LogUnavailable e) {
            throw e;
        } catch (StoreUnavailable e) {
            throw new LogUnavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
