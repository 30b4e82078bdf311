package io.ssouser.eventstore.mongodb.server;

import com.mongodb.ClientSessionOptions;
import com.mongodb.ReadConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The latest moment of the deployment that this node was told of, by any reply. A member that has just become primary may not know yet how
 * far a majority has come, and would answer with less than was acknowledged before. So what must not be forgotten is read after that
 * moment; and the first such read after an election waits until the new primary has a majority behind it, because other nodes were told
 * of more than this one.
 */
public final class CausalTime implements CommandListener, ClusterListener {
    private static final BsonTimestamp NEVER = new BsonTimestamp(0, 0);
    private static final Bson NOTHING = new BsonDocument("_id", new BsonString(""));

    private static final ClientSessionOptions CAUSAL =
            ClientSessionOptions.builder().causallyConsistent(true).build();

    private final AtomicReference<BsonTimestamp> operation = new AtomicReference<>(NEVER);
    private final AtomicReference<BsonDocument> cluster = new AtomicReference<>(new BsonDocument());
    private final AtomicReference<Optional<ObjectId>> elected = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<ObjectId>> settled = new AtomicReference<>(Optional.empty());

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        BsonDocument reply = event.getResponse();
        if (reply.get("operationTime") instanceof BsonTimestamp time) {
            operation.accumulateAndGet(time, (known, told) -> told.compareTo(known) > 0 ? told : known);
        }
        if (reply.get("$clusterTime") instanceof BsonDocument time) {
            // A copy: the reply's bytes are the driver's.
            BsonDocument told = time.clone();
            cluster.accumulateAndGet(told, (known, other) -> time(other).compareTo(time(known)) > 0 ? other : known);
        }
    }

    private static BsonTimestamp time(BsonDocument clusterTime) {
        return clusterTime.getTimestamp("clusterTime", NEVER);
    }

    @Override
    public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
        event.getNewDescription().getServerDescriptions().stream()
                .filter(ServerDescription::isPrimary)
                .map(ServerDescription::getElectionId)
                .flatMap(election -> Optional.ofNullable(election).stream())
                .findFirst()
                .ifPresent(election -> elected.set(Optional.of(election)));
    }

    /** Makes the reads of one call, of what a majority had at that moment or has since. */
    public <T extends @Nullable Object> T read(
            MongoClient client, MongoCollection<BsonDocument> collection, Function<Reads, T> call) {
        settle(collection);
        try (ClientSession session = client.startSession(CAUSAL)) {
            BsonTimestamp told = operation.get();
            if (!told.equals(NEVER)) {
                session.advanceOperationTime(told);
                session.advanceClusterTime(cluster.get());
            }
            return call.apply(new Reads() {
                @Override
                public FindIterable<BsonDocument> find(Bson condition) {
                    return collection.find(session, condition);
                }

                @Override
                public long count(Bson condition) {
                    return collection.countDocuments(session, condition);
                }
            });
        }
    }

    /** A linearizable read writes a no-op of the new term and waits for a majority to have it. */
    private void settle(MongoCollection<BsonDocument> collection) {
        Optional<ObjectId> election = elected.get();
        if (!election.equals(settled.get())) {
            collection
                    .withReadConcern(ReadConcern.LINEARIZABLE)
                    .find(NOTHING)
                    .maxTime(MongoConnection.ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .first();
            settled.set(election);
        }
    }
}
