package io.ssouser.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.ssouser.eventstore.axon.LogEngineBuilder;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.axon.LogEventStore;
import io.ssouser.eventstore.mongodb.MongoEventLog;
import io.ssouser.eventstore.mongodb.MongoHeadWatch;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.MongoEventStorageEngine;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.StorageStrategy;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.documentpercommit.DocumentPerCommitStorageStrategy;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.documentperevent.DocumentPerEventStorageStrategy;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * The ways to keep events in MongoDB that are compared. All have the same serialiser, driver, majority concerns and batch size; theirs
 * is as its builders make it, with its look-back of one second, and no transactions.
 */
enum Contender {
    OURS("ours") {
        @Override
        LogNode open(String uri, int batchSize, boolean hearsOfOthers) {
            MongoStore mongo = MongoStore.connect(uri);
            MongoEventLog log = new MongoEventLog(mongo);
            LogEngineBuilder builder = LogEventStorageEngine.builder(log, Clock.systemUTC(), UUID::randomUUID, "bench")
                    .eventSerializer(JSON)
                    .snapshotSerializer(JSON);
            builder.batchSize(batchSize);
            LogEventStorageEngine engine = builder.build();
            List<Runnable> closers = new ArrayList<>(List.of(engine::close, mongo::close));
            if (hearsOfOthers) {
                closers.add(0, new MongoHeadWatch(mongo, log, engine::wakeReaders, refused -> {})::close);
            }
            return new LogNode(LogEventStore.on(engine, NoOpMessageMonitor.instance()), engine, closers);
        }
    },
    DOCUMENT_PER_EVENT("axon-mongo") {
        @Override
        LogNode open(String uri, int batchSize, boolean hearsOfOthers) {
            return axonMongo(uri, batchSize, new DocumentPerEventStorageStrategy());
        }
    },
    DOCUMENT_PER_COMMIT("axon-mongo, per commit") {
        @Override
        LogNode open(String uri, int batchSize, boolean hearsOfOthers) {
            return axonMongo(uri, batchSize, new DocumentPerCommitStorageStrategy());
        }
    };

    private static final Serializer JSON = Jackson3Serializer.builder().build();

    final String label;

    Contender(String label) {
        this.label = label;
    }

    /**
     * One node of a service, with a connection of its own.
     *
     * @param hearsOfOthers whether its readers are to find what other nodes append; theirs look once a second as soon as there are any
     */
    abstract LogNode open(String uri, int batchSize, boolean hearsOfOthers);

    private static LogNode axonMongo(String uri, int batchSize, StorageStrategy strategy) {
        ConnectionString where = new ConnectionString(uri);
        MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(where)
                .writeConcern(WriteConcern.MAJORITY)
                .readConcern(ReadConcern.MAJORITY)
                .build());
        MongoEventStorageEngine engine = MongoEventStorageEngine.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(client, where.getDatabase())
                        .build())
                .storageStrategy(strategy)
                .eventSerializer(JSON)
                .snapshotSerializer(JSON)
                .batchSize(batchSize)
                .build();
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(engine).build();
        return new LogNode(store, engine, List.of(store::shutDown, client::close));
    }
}
