package io.ssouser.projections.store.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.Kept;
import io.ssouser.projections.store.StoreFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;

/** One collection as it is on the server. */
final class DocumentCollection {
    private static final BulkWriteOptions EACH_BY_ITSELF = new BulkWriteOptions().ordered(false);

    private final MongoCollection<BsonDocument> documents;

    DocumentCollection(MongoCollection<BsonDocument> documents) {
        this.documents = documents;
    }

    /** Also what is left of a deleted one. */
    Optional<BsonDocument> kept(String id) {
        return ask(() ->
                Optional.ofNullable(documents.find(eq(DocumentWrite.ID, id)).first()));
    }

    static long position(BsonDocument kept) {
        return kept.getInt64(DocumentWrite.POSITION).getValue();
    }

    static Kept asKept(BsonDocument kept) {
        return new Kept(position(kept), document(kept).map(Document::json).orElse(null));
    }

    static Optional<Document> document(BsonDocument kept) {
        return kept.containsKey(DocumentWrite.GONE)
                ? Optional.empty()
                : Optional.of(new Document(
                        kept.getString(DocumentWrite.ID).getValue(),
                        position(kept),
                        kept.getString(DocumentWrite.JSON).getValue()));
    }

    /** Up to where each of them has seen, deleted ones included. */
    Map<String, Long> positions(List<String> ids) {
        return ask(() -> {
            Map<String, Long> positions = new HashMap<>();
            documents
                    .find(in(DocumentWrite.ID, ids))
                    .projection(include(DocumentWrite.POSITION))
                    .forEach(kept ->
                            positions.put(kept.getString(DocumentWrite.ID).getValue(), position(kept)));
            return positions;
        });
    }

    List<DocumentWrite> page(MongoQuery query, Collection<String> except, int skip, int limit) {
        return ask(() -> documents
                .find(query.page(except))
                .sort(query.sort())
                .skip(skip)
                .limit(limit)
                .map(kept -> DocumentWrite.save(document(kept).orElseThrow(), kept.getDocument(DocumentWrite.FIELDS)))
                .into(new ArrayList<>()));
    }

    long count(MongoQuery query, Collection<String> except) {
        return ask(() -> documents.countDocuments(query.all(except)));
    }

    void forget(Collection<String> ids) {
        ask(() -> documents.deleteMany(in(DocumentWrite.ID, ids)));
    }

    void deleteAll() {
        ask(() -> documents.deleteMany(new BsonDocument()));
    }

    /**
     * Each write counts where its position has not been seen. One that breaks the unique index is tried again: a stopped node that woke up may have
     * made the document at that very moment, from an older event.
     */
    void send(List<DocumentWrite> writes) {
        List<DocumentWrite> there = refused(writes, true);
        refused(there, false);
    }

    private List<DocumentWrite> refused(List<DocumentWrite> writes, boolean upsert) {
        if (writes.isEmpty()) {
            return List.of();
        }
        List<WriteModel<BsonDocument>> models =
                writes.stream().map(write -> write.model(upsert)).toList();
        return ask(() -> {
            try {
                documents.bulkWrite(models, EACH_BY_ITSELF);
                return List.of();
            } catch (MongoBulkWriteException e) {
                if (e.getWriteConcernError() != null
                        || !e.getWriteErrors().stream().allMatch(DocumentCollection::isDuplicate)) {
                    throw e;
                }
                return e.getWriteErrors().stream()
                        .map(error -> writes.get(error.getIndex()))
                        .toList();
            }
        });
    }

    private static boolean isDuplicate(BulkWriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw StoreFailure.of(e, true);
        }
    }
}
