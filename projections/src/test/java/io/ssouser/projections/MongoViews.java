package io.ssouser.projections;

import io.ssouser.eventstore.mongodb.MongoDeadLetterQueue;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.mongodb.token.MongoTokenStore;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.mongodb.MongoDocumentStore;
import io.ssouser.projections.store.mongodb.MongoTransactions;
import io.ssouser.projections.store.mongodb.TestCollections;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.bson.BsonDocument;

/** Read models in a database, as one node has them. */
class MongoViews implements Views {
    private final Runnable atEnd;
    private final MongoStore store;
    private final MongoTransactions transactions = new MongoTransactions();
    private final MongoTokenStore tokens;
    private final DocumentStore documents;

    /** In a database of its own, dropped at the end. */
    MongoViews() {
        this(TestMongo.fresh());
    }

    private MongoViews(TestMongo mongo) {
        this(mongo, Duration.ofSeconds(10), mongo::close);
    }

    /** In a database that other nodes use too. */
    MongoViews(TestMongo mongo, Duration claimTimeout) {
        this(mongo, claimTimeout, () -> {});
    }

    private MongoViews(TestMongo mongo, Duration claimTimeout, Runnable atEnd) {
        this.atEnd = atEnd;
        this.store = mongo.store();
        this.tokens = new MongoTokenStore(store, "node", claimTimeout, transactions::atCommit);
        this.documents = new MongoDocumentStore(transactions, TestCollections.of(store));
    }

    @Override
    public DocumentStore documents() {
        return documents;
    }

    @Override
    public TransactionManager transactions() {
        return transactions;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public Map<Integer, Long> positions(String group) {
        return tokens.positions(group);
    }

    @Override
    public ParkedEvents parkedEvents(Clock clock) {
        return (group, eventAt) -> new MongoDeadLetterQueue(group, store, transactions::atCommit, eventAt, clock);
    }

    @Override
    public Map<String, String> everything(String collection) {
        Map<String, String> everything = new TreeMap<>();
        for (BsonDocument kept : store.collection("view-" + collection).find()) {
            if (kept.containsKey("json")) {
                everything.put(
                        kept.getString("_id").getValue(), kept.getString("json").getValue());
            }
        }
        return everything;
    }

    @Override
    public void close() {
        store.close();
        atEnd.run();
    }
}
