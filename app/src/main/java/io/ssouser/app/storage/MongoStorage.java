package io.ssouser.app.storage;

import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.application.idempotency.EncryptedResponses;
import io.ssouser.application.reaction.Reaction.Effects;
import io.ssouser.application.state.TokenHash;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.mongodb.MongoDeadLetterQueue;
import io.ssouser.eventstore.mongodb.MongoEventLog;
import io.ssouser.eventstore.mongodb.MongoHeadWatch;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoNodes;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.token.MongoTokenStore;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.mongodb.MongoStateStore;
import io.ssouser.projections.ParkedEvents;
import io.ssouser.projections.Sharing;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.mongodb.MongoCollections;
import io.ssouser.projections.store.mongodb.MongoDocumentStore;
import io.ssouser.projections.store.mongodb.MongoTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One database, or one beside it for the keys, of any number of processes. */
public final class MongoStorage implements Storage {
    /** Read models go on so long after their node died; a node that pauses for longer loses its parts to the others. */
    private static final Duration CLAIMED_FOR = Duration.ofSeconds(5);

    /** Into so many parts a read model is split: more nodes than that find no part of it to hold. */
    private static final int PARTS = 4;

    private static final Executor AT_ONCE = Runnable::run;

    private static final Logger LOG = LoggerFactory.getLogger(MongoStorage.class);
    private static final String KEYS = "wrapped-key";
    private static final String KEYS_SETTING = "SSO_KEYS_MONGODB_URI";

    private final MongoStore store;
    /** The same where the keys have no database of their own. */
    private final MongoStore keys;

    private final String node;
    private final MongoTransactions transactions = new MongoTransactions();
    private @Nullable EventLog log;
    private @Nullable MongoNodes nodes;
    private @Nullable MongoHeadWatch watch;
    private @Nullable EncryptedResponses probes;

    private MongoStorage(MongoStore store, MongoStore keys, String node) {
        this.store = store;
        this.keys = keys;
        this.node = node;
    }

    /** @param node names this process among the others */
    public static MongoStorage of(SsoProperties properties, String node) {
        if (properties.mongodbUri() == null) {
            throw new UnusableSetting(
                    "SSO_STORE=mongodb needs SSO_MONGODB_URI, as mongodb://host1,host2,host3/sso?replicaSet=rs0");
        }
        MongoStore store = MongoStore.connect(properties.mongodbUri());
        try {
            String apart = properties.keysMongodbUri();
            return new MongoStorage(store, apart == null ? store : MongoStore.connect(apart, KEYS_SETTING), node);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean hasKeys() {
        return keys.has(KEYS);
    }

    @Override
    public String placeOfKeys() {
        return "the database of " + (keys == store ? "SSO_MONGODB_URI" : KEYS_SETTING);
    }

    @Override
    public synchronized EventLog log() {
        EventLog opened = log != null ? log : new MongoEventLog(store);
        log = opened;
        return opened;
    }

    @Override
    public KeyStore keys() {
        return new KeyStore(new MongoStateStore(keys));
    }

    @Override
    public StateStore state() {
        return new MongoStateStore(store);
    }

    /** A reservation is written with the majority's word, as the log is. */
    @Override
    public synchronized void requireWritable(Clock clock) {
        EncryptedResponses known = probes == null ? new EncryptedResponses(state()) : probes;
        probes = known;
        known.reserve(TokenHash.of("write probe of " + node), clock.instant()).ifPresent(known::release);
    }

    @Override
    public DocumentStore documents() {
        return new MongoDocumentStore(transactions, this::viewCollection);
    }

    private MongoCollection<BsonDocument> viewCollection(String name, List<MongoCollections.Index> indexes) {
        MongoIndex[] declared = indexes.stream().map(MongoStorage::viewIndex).toArray(MongoIndex[]::new);
        return store.collection(name, declared);
    }

    /** What expires is what was deleted, and that few documents were. */
    private static MongoIndex viewIndex(MongoCollections.Index index) {
        Duration expireAfter = index.expireAfter();
        return expireAfter == null
                ? MongoIndex.of(index.name(), index.keys().toArray(String[]::new))
                : MongoIndex.expiryOfFew(index.name(), index.keys().get(0), expireAfter);
    }

    @Override
    public TransactionManager viewTransactions() {
        return transactions;
    }

    @Override
    public MongoTokenStore viewTokens() {
        return new MongoTokenStore(store, node, CLAIMED_FOR, transactions::atCommit);
    }

    @Override
    public ParkedEvents parkedEvents(Clock clock) {
        return (group, eventAt) -> new MongoDeadLetterQueue(group, store, transactions::atCommit, eventAt, clock);
    }

    @Override
    public synchronized Sharing sharing() {
        MongoNodes atWork = nodes != null ? nodes : new MongoNodes(store, node);
        nodes = atWork;
        return new Sharing(PARTS, group -> atWork.shareOf(PARTS), viewTokens()::positions);
    }

    @Override
    public Effects stateEffects() {
        return effects(store);
    }

    @Override
    public Effects keyEffects() {
        return effects(keys);
    }

    private Effects effects(MongoStore on) {
        MongoTokenStore tokens = new MongoTokenStore(on, node, CLAIMED_FOR, AT_ONCE);
        return new Effects(NoTransactionManager.instance(), tokens, tokens);
    }

    @Override
    public SequencedDeadLetterQueue<EventMessage<?>> parkedEvents(
            String reaction, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock) {
        return new MongoDeadLetterQueue(reaction, store, AT_ONCE, eventAt, clock);
    }

    /** What the servers keep of it, in their journals and backups, is theirs to forget. */
    @Override
    public void forgetDeletedDocuments() {}

    @Override
    public synchronized void wake(LogEventStorageEngine engine) {
        watch = new MongoHeadWatch(
                store,
                log(),
                engine::wakeReaders,
                refused -> LOG.warn(
                        "The database does not tell of changes, so the log is looked at every 25 ms: {}", refused));
    }

    @Override
    public synchronized void bindTo(MeterRegistry meters) {
        if (nodes != null) {
            Gauge.builder("sso.nodes", nodes, MongoNodes::atWork)
                    .description("Nodes at work on the database, as this one sees it")
                    .register(meters);
        }
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.close();
        }
        if (nodes != null) {
            nodes.close();
        }
        if (log != null) {
            log.close();
        }
        if (keys != store) {
            keys.close();
        }
        store.close();
    }
}
