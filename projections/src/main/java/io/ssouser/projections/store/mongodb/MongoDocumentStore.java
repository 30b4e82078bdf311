package io.ssouser.projections.store.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoClientException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DeclaredFields;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Kept;
import io.ssouser.projections.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/**
 * Documents in MongoDB, in collections that begin with {@code view-}: the text of each, and beside it the declared fields, by which alone it is
 * found. A document that lacks one, or holds another kind of value there, is refused with an {@link IllegalArgumentException}. Writes
 * wait for the end of the thread's unit of {@link MongoTransactions}.
 *
 * <p>Every write is made on the condition that its position is new to the document. So it does not matter that the documents of a unit are
 * not one write: whoever was stopped in the middle, dies or wakes up too late, leaves or sends only what his successor repeats
 * or has passed. For that a deleted document is kept for seven days as an empty one, with the position of its deletion and seen by no reader: a
 * node that was stopped before can neither bring it back nor delete a newer one, if it wakes up within those days.
 */
public final class MongoDocumentStore implements DocumentStore {
    private static final Duration DELETED_IS_KEPT = Duration.ofDays(7);
    private static final String FIELDS = "fields";

    private final MongoTransactions transactions;
    private final MongoCollections collections;
    private final MongoCollection<BsonDocument> declarations;
    private final Map<String, View> views = new ConcurrentHashMap<>();

    private record View(DeclaredFields fields, FieldReader reader, DocumentCollection documents) {}

    /** Creates the collection of its declarations when it is missing. */
    public MongoDocumentStore(MongoTransactions transactions, MongoCollections collections) {
        this.transactions = transactions;
        this.collections = collections;
        this.declarations = collections.collection("view-declaration", List.of());
    }

    @Override
    public void declare(Collection collection) {
        DeclaredFields fields = new DeclaredFields(collection);
        String kept = DocumentCollection.ask(() -> declared(collection.name(), fields.toString()));
        if (!kept.equals(fields.toString())) {
            throw new IllegalArgumentException(
                    "Collection " + collection.name() + " was declared with the fields " + kept + ", not " + fields);
        }
        List<MongoCollections.Index> indexes = Stream.concat(
                        fields.kinds().keySet().stream()
                                .map(field -> new MongoCollections.Index(
                                        field, List.of(DocumentWrite.FIELDS + "." + field, DocumentWrite.ID), null)),
                        Stream.of(new MongoCollections.Index(
                                DocumentWrite.GONE, List.of(DocumentWrite.GONE), DELETED_IS_KEPT)))
                .toList();
        views.put(
                collection.name(),
                new View(
                        fields,
                        new FieldReader(fields),
                        new DocumentCollection(collections.collection(named(collection.name()), indexes))));
    }

    /** As it was declared first, by whichever node. */
    private String declared(String name, String fields) {
        try {
            declarations.updateOne(
                    eq(DocumentWrite.ID, name), Updates.setOnInsert(FIELDS, fields), new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        BsonDocument declared = declarations.find(eq(DocumentWrite.ID, name)).first();
        if (declared == null) {
            throw new MongoClientException("No majority holds the declaration of " + name + " yet");
        }
        return declared.getString(FIELDS).getValue();
    }

    @Override
    public void save(String collection, Document document) {
        View view = view(collection);
        write(view, DocumentWrite.save(document, view.reader().read(document)));
    }

    @Override
    public void delete(String collection, String id, long position) {
        write(view(collection), DocumentWrite.delete(id, position));
    }

    private void write(View view, DocumentWrite write) {
        transactions
                .pending(view.documents())
                .ifPresentOrElse(
                        pending -> pending.add(write), () -> view.documents().send(List.of(write)));
    }

    @Override
    public void forget(String collection, String id) {
        DocumentCollection documents = view(collection).documents();
        transactions
                .pending(documents)
                .ifPresentOrElse(pending -> pending.forget(id), () -> documents.forget(List.of(id)));
    }

    @Override
    public void clear(String collection) {
        DocumentCollection documents = view(collection).documents();
        transactions.pending(documents).ifPresentOrElse(PendingDocuments::clear, documents::deleteAll);
    }

    @Override
    public void drop(String collection) {
        DeclaredFields.requireName(collection);
        DocumentCollection.ask(() -> {
            collections.collection(named(collection), List.of()).drop();
            return declarations.deleteOne(eq(DocumentWrite.ID, collection));
        });
        views.remove(collection);
    }

    private static String named(String collection) {
        return "view-" + collection;
    }

    @Override
    public Optional<Document> find(String collection, String id) {
        DocumentCollection documents = view(collection).documents();
        return transactions
                .pending(documents)
                .map(pending -> pending.find(id))
                .orElseGet(() -> documents.kept(id).flatMap(DocumentCollection::document));
    }

    @Override
    public Kept kept(String collection, String id) {
        DocumentCollection documents = view(collection).documents();
        return transactions
                .pending(documents)
                .map(pending -> pending.kept(id))
                .orElseGet(
                        () -> documents.kept(id).map(DocumentCollection::asKept).orElse(Kept.NOTHING));
    }

    @Override
    public List<Document> find(String collection, Query query) {
        View view = view(collection);
        MongoQuery selection = new MongoQuery(view.fields(), query).requirePage();
        return transactions
                .pending(view.documents())
                .map(pending -> pending.find(selection))
                .orElseGet(() -> view.documents().page(selection, Set.of(), query.skip(), query.limit()).stream()
                        .flatMap(found -> Stream.ofNullable(found.document()))
                        .toList());
    }

    @Override
    public long count(String collection, Query query) {
        View view = view(collection);
        MongoQuery selection = new MongoQuery(view.fields(), query);
        return transactions
                .pending(view.documents())
                .map(pending -> pending.count(selection))
                .orElseGet(() -> view.documents().count(selection, Set.of()));
    }

    /** The connection is others' too. */
    @Override
    public void close() {}

    private View view(String collection) {
        View view = views.get(collection);
        if (view == null) {
            throw new IllegalArgumentException("No collection " + collection + " was declared");
        }
        return view;
    }
}
