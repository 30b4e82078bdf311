package io.ssouser.eventstore.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import io.ssouser.eventstore.axon.DeadLetters;
import io.ssouser.eventstore.axon.ParkedLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The dead letters of one group as documents. */
final class DeadLetterCollection implements DeadLetters {
    private static final Duration EVICTED_IS_KEPT = Duration.ofDays(7);
    private static final String ID = "_id";
    private static final String PROCESSOR = "processor";
    private static final String POSITION = "position";
    private static final String SEQUENCE = "sequence";
    private static final String EVENT_ID = "event_id";
    private static final String TYPE = "type";
    private static final String PARKED_AT = "parked_at";
    private static final String TRIED_AT = "tried_at";
    private static final String ATTEMPTS = "attempts";
    private static final String CAUSE = "cause";
    private static final String MESSAGE = "message";
    /** Orders the tries: a clock may stand still, a counter does not. */
    private static final String TURN = "turn";
    /** When it was evicted. */
    private static final String GONE = "gone";

    private final String group;
    private final MongoStore store;
    private final MongoCollection<BsonDocument> letters;
    private final Executor atCommit;

    DeadLetterCollection(String group, MongoStore store, Executor atCommit) {
        this.group = group;
        this.store = store;
        this.atCommit = atCommit;
        this.letters = store.collection(
                "dead-letter",
                MongoIndex.of("sequence", PROCESSOR, SEQUENCE, POSITION),
                MongoIndex.expiryOfFew(GONE, GONE, EVICTED_IS_KEPT));
    }

    private BsonDocument id(long position) {
        return new BsonDocument(PROCESSOR, new BsonString(group)).append(POSITION, new BsonInt64(position));
    }

    private Bson parked() {
        return and(eq(PROCESSOR, group), exists(GONE, false));
    }

    private Bson parked(Bson... conditions) {
        return and(parked(), and(conditions));
    }

    private Bson at(long position) {
        return and(eq(ID, id(position)), exists(GONE, false));
    }

    @Override
    public void add(ParkedLetter letter) {
        BsonDocument document = new BsonDocument(ID, id(letter.position()))
                .append(PROCESSOR, new BsonString(group))
                .append(POSITION, new BsonInt64(letter.position()))
                .append(SEQUENCE, new BsonString(letter.sequence()))
                .append(EVENT_ID, new BsonString(letter.eventId()))
                .append(TYPE, new BsonString(letter.type()))
                .append(PARKED_AT, new BsonDateTime(letter.parkedAt().toEpochMilli()))
                .append(TRIED_AT, new BsonDateTime(letter.triedAt().toEpochMilli()))
                .append(ATTEMPTS, new BsonInt32(letter.attempts()))
                .append(TURN, new BsonInt64(0))
                .append(CAUSE, text(letter.cause()))
                .append(MESSAGE, text(letter.message()));
        atCommit.execute(() -> insert(document));
    }

    /** What is there already is the same letter, or one that was evicted. */
    private void insert(BsonDocument document) {
        try {
            ask(() -> letters.insertOne(document));
        } catch (MongoWriteException e) {
            if (!MongoStore.isDuplicate(e)) {
                throw e;
            }
        }
    }

    @Override
    public boolean holdsUp(String sequence, long position) {
        return ask(() -> letters.find(parked(eq(SEQUENCE, sequence), lte(POSITION, position)))
                        .first())
                != null;
    }

    @Override
    public void remove(long position) {
        Bson traceOnly = combine(
                unset(SEQUENCE),
                unset(EVENT_ID),
                unset(TYPE),
                unset(PARKED_AT),
                unset(TRIED_AT),
                unset(ATTEMPTS),
                unset(TURN),
                unset(CAUSE),
                unset(MESSAGE),
                currentDate(GONE));
        atCommit.execute(() -> ask(() -> letters.updateOne(at(position), traceOnly)));
    }

    @Override
    public boolean failedAgain(long position, Instant at, @Nullable String cause, @Nullable String message) {
        if (letter(position).isEmpty()) {
            return false;
        }
        Bson behindAll = combine(
                inc(ATTEMPTS, 1),
                set(TRIED_AT, new BsonDateTime(at.toEpochMilli())),
                set(CAUSE, text(cause)),
                set(MESSAGE, text(message)),
                set(TURN, lastTurn() + 1));
        atCommit.execute(() -> ask(() -> letters.updateOne(at(position), behindAll)));
        return true;
    }

    private long lastTurn() {
        BsonDocument last =
                ask(() -> letters.find(parked()).sort(Sorts.descending(TURN)).first());
        return last == null ? 0 : last.getInt64(TURN).getValue();
    }

    @Override
    public List<Long> positions(String sequence) {
        return ask(() -> letters.find(parked(eq(SEQUENCE, sequence)))
                .sort(Sorts.ascending(POSITION))
                .map(letter -> letter.getInt64(POSITION).getValue())
                .into(new ArrayList<>()));
    }

    @Override
    public List<String> sequences() {
        return ask(() -> letters.aggregate(List.of(
                        Aggregates.match(parked()),
                        Aggregates.group(
                                "$" + SEQUENCE,
                                Accumulators.max(TURN, "$" + TURN),
                                Accumulators.min(POSITION, "$" + POSITION)),
                        Aggregates.sort(Sorts.ascending(TURN, POSITION))))
                .map(sequence -> sequence.getString(ID).getValue())
                .into(new ArrayList<>()));
    }

    @Override
    public Optional<ParkedLetter> letter(long position) {
        return Optional.ofNullable(ask(() -> letters.find(at(position)).first()))
                .map(letter -> new ParkedLetter(
                        position,
                        letter.getString(SEQUENCE).getValue(),
                        letter.getString(EVENT_ID).getValue(),
                        letter.getString(TYPE).getValue(),
                        Instant.ofEpochMilli(letter.getDateTime(PARKED_AT).getValue()),
                        Instant.ofEpochMilli(letter.getDateTime(TRIED_AT).getValue()),
                        letter.getInt32(ATTEMPTS).getValue(),
                        text(letter.get(CAUSE)),
                        text(letter.get(MESSAGE))));
    }

    private static BsonValue text(@Nullable String text) {
        return text == null ? BsonNull.VALUE : new BsonString(text);
    }

    private static @Nullable String text(BsonValue text) {
        return text.isNull() ? null : text.asString().getValue();
    }

    @Override
    public long size() {
        return ask(() -> letters.countDocuments(parked()));
    }

    @Override
    public void clear() {
        atCommit.execute(() -> ask(() -> letters.deleteMany(eq(PROCESSOR, group))));
    }

    private <T extends @Nullable Object> T ask(Supplier<T> call) {
        return store.ask("Keeping dead letters", call);
    }
}
