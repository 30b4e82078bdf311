package io.ssouser.eventstore.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/**
 * How many nodes are at work on the database: each says so every {@link #BEAT}, and counts for as long as {@link #COUNTED}. Judged by the
 * server's clock. What it is good for is sharing work fairly; who may do what is settled by claims.
 */
public final class MongoNodes implements AutoCloseable {
    static final Duration BEAT = Duration.ofSeconds(2);
    static final Duration COUNTED = Duration.ofSeconds(6);

    /** A node that died is forgotten after that. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final MongoStore store;
    private final MongoCollection<BsonDocument> nodes;
    private final String self;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "mongodb-node");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile int atWork = 1;
    private volatile boolean beating;

    /** @param self unique to this process */
    public MongoNodes(MongoStore store, String self) {
        this.store = store;
        this.self = self;
        this.nodes = store.collection("node", new MongoIndex("expiry", Indexes.ascending("seen"), false, REMEMBERED));
    }

    /** A node counts from the moment that it asks for its share: until then it could not do it. */
    private synchronized void begin() {
        if (!beating) {
            beat();
            heart.scheduleWithFixedDelay(this::beatIfPossible, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
            beating = true;
        }
    }

    private void beat() {
        store.ask(
                "Saying that this node is at work",
                () -> nodes.updateOne(eq("_id", self), Updates.currentDate("seen"), new UpdateOptions().upsert(true)));
        long seen = store.ask("Counting the nodes", () -> nodes.countDocuments(ServerTime.isWithin("seen", COUNTED)));
        atWork = Math.max(1, (int) seen);
    }

    /** While the database cannot be asked there is no work to share either. */
    private void beatIfPossible() {
        try {
            beat();
        } catch (RuntimeException e) {
            // What was counted last stands until the next beat.
        }
    }

    /** How many nodes were at work at the last beat, this one included. */
    public int atWork() {
        return atWork;
    }

    /** The most of so many parts that this node should hold, so that none is left and no node has much more than another. */
    public int shareOf(int parts) {
        if (!beating) {
            begin();
        }
        int sharers = atWork;
        return (parts + sharers - 1) / sharers;
    }

    /** The others share the work anew at their next beat. The store is left open. */
    @Override
    public void close() {
        heart.shutdownNow();
        if (!beating) {
            return;
        }
        try {
            store.ask("Leaving", () -> nodes.deleteOne(eq("_id", self)));
        } catch (RuntimeException e) {
            // It is not counted any more once its last beat is old enough.
        }
    }
}
