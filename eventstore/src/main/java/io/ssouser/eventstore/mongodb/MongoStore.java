package io.ssouser.eventstore.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.WriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterConnectionMode;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.mongodb.server.CausalTime;
import io.ssouser.eventstore.mongodb.server.MongoConnection;
import io.ssouser.eventstore.mongodb.server.MongoTrouble;
import io.ssouser.eventstore.mongodb.server.Reads;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/**
 * One database of a MongoDB deployment: a standalone server, a replica set or a sharded cluster. Everything is read from the primary
 * and counts when a majority has it, both ways. Safe for many threads.
 */
public final class MongoStore implements AutoCloseable {
    static final WriteConcern ACKNOWLEDGED =
            WriteConcern.MAJORITY.withWTimeout(MongoConnection.ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);

    private static final String SETTING = "SSO_MONGODB_URI";
    /** The oldest server that is asked to keep what is promised here. */
    private static final List<Integer> OLDEST_SERVER = List.of(7, 0);

    private static final int COMMAND_NOT_FOUND = 59;
    private static final BsonInt32 YES = new BsonInt32(1);

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoTrouble trouble;
    private final CausalTime causalTime;
    private final boolean replicated;
    private final boolean hasSessions;
    private volatile boolean closed;

    private MongoStore(MongoClient client, MongoConnection where, MongoTrouble trouble, CausalTime causalTime) {
        this.client = client;
        this.trouble = trouble;
        this.causalTime = causalTime;
        this.database = client.getDatabase(where.database())
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(ACKNOWLEDGED)
                .withReadPreference(ReadPreference.primary());
        requireVersion();
        BsonDocument hello = ask("Looking for the server", this::hello);
        requireWholeSet(hello, where);
        this.replicated = hello.containsKey("setName") || hello.containsKey("msg");
        this.hasSessions = hello.containsKey("logicalSessionTimeoutMinutes");
    }

    /** As {@link #connect(String, String)}, with the connection string of the setting that names the store. */
    public static MongoStore connect(String uri) {
        return connect(uri, SETTING);
    }

    /**
     * Connects. What the connection string says of time-outs and pools counts; of concerns and preferences it does not.
     *
     * @param uri {@code mongodb://} or {@code mongodb+srv://}, with the name of a database
     * @param setting that holds the connection string, for whoever has to mend it
     * @throws StoreRefused when it names no database, or one server of a replica set alone, or the server is too old or lets nobody in with it
     * @throws StoreUnavailable when no server answers
     */
    public static MongoStore connect(String uri, String setting) {
        MongoConnection where = new MongoConnection(uri, setting);
        CausalTime causalTime = new CausalTime();
        MongoClient client = MongoClients.create(where.settings()
                .addCommandListener(causalTime)
                .applyToClusterSettings(cluster -> cluster.addClusterListener(causalTime))
                .build());
        try {
            return new MongoStore(client, where, new MongoTrouble(setting), causalTime);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private void requireVersion() {
        BsonDocument build = ask("Looking for the server", () -> run("buildInfo"));
        int[] version = build.getArray("versionArray").stream()
                .mapToInt(part -> part.asNumber().intValue())
                .toArray();
        int[] oldest = OLDEST_SERVER.stream().mapToInt(Integer::intValue).toArray();
        if (Arrays.compare(version, oldest) < 0) {
            throw new StoreRefused(
                    "The server is MongoDB " + build.getString("version").getValue()
                            + ", but what is promised here needs 7.0 or newer: upgrade it");
        }
    }

    /** The driver stays with the one server that it was told of, whatever that has become, and reads from it. */
    private void requireWholeSet(BsonDocument hello, MongoConnection where) {
        if (hello.containsKey("setName")
                && client.getClusterDescription().getConnectionMode() == ClusterConnectionMode.SINGLE) {
            String set = hello.getString("setName").getValue();
            throw new StoreRefused(trouble.setting() + " names one server of the replica set " + set
                    + ", which no failover would be followed from: "
                    + (where.asksForOneServer() ? "take directConnection=true out of it and " : "")
                    + "add replicaSet=" + set + " to it, and name more than one of the members");
        }
    }

    private BsonDocument run(String command) {
        return database.runCommand(new BsonDocument(command, YES), ReadPreference.primary(), BsonDocument.class);
    }

    private BsonDocument hello() {
        try {
            return run("hello");
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != COMMAND_NOT_FOUND) {
                throw e;
            }
            return run("isMaster");
        }
    }

    /** Whether there are several members that agree: a replica set or a cluster, and not a standalone server. Only they tell of changes by themselves. */
    boolean isReplicated() {
        return replicated;
    }

    /**
     * The collection, made with its indexes where they are missing, and not before they are built. Repeatable, also by many nodes at once;
     * indexes that are not declared are left alone.
     *
     * @throws StoreRefused naming an index that is there under the same name, or of the same keys, and is another; or that what is stored
     *     does not allow
     */
    public MongoCollection<BsonDocument> collection(String name, MongoIndex... indexes) {
        return new MongoIndexes(this, database, name).ensure(indexes);
    }

    /** The same, and refused when it has other indexes that would refuse documents or delete some. */
    MongoCollection<BsonDocument> collectionWithNoOthers(String name, MongoIndex... indexes) {
        MongoIndexes made = new MongoIndexes(this, database, name);
        MongoCollection<BsonDocument> collection = made.ensure(indexes);
        made.requireNoOthers(collection, indexes);
        return collection;
    }

    /** Whether there is such a collection. Makes none. */
    public boolean has(String name) {
        return ask(
                        "Looking for collections",
                        () -> database.listCollectionNames().into(new HashSet<>()))
                .contains(name);
    }

    /**
     * Reads what a majority has, and never less than this node was told of before, by whichever member; as {@link #ask} beyond that.
     *
     * @param call keeps nothing of what it is given
     */
    public <T extends @Nullable Object> T read(
            String what, MongoCollection<BsonDocument> collection, Function<Reads, T> call) {
        return ask(
                what,
                () -> replicated && hasSessions
                        ? causalTime.read(client, collection, call)
                        : call.apply(Reads.of(collection)));
    }

    /**
     * Makes a call, and says what its failure means: {@link StoreUnavailable} when the same call may succeed later, {@link StoreRefused}
     * when a person must permit it, {@link IllegalStateException} when it is wrong. A write that broke a unique index, and a failed bulk
     * write, come as the driver throws them.
     *
     * @param what is done, as "Reading a session"
     */
    public <T extends @Nullable Object> T ask(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoBulkWriteException e) {
            throw e;
        } catch (MongoWriteException e) {
            throw isDuplicate(e) ? e : trouble.of(what, e);
        } catch (MongoException e) {
            throw trouble.of(what, e);
        } catch (IllegalStateException e) {
            throw closed ? new StoreUnavailable("MongoDB is closed", e) : e;
        }
    }

    /** What a failed bulk write means that was not refused by a unique index alone; as {@link #ask} would throw it. */
    public RuntimeException failureOf(String what, MongoBulkWriteException failure) {
        return trouble.of(what, failure);
    }

    /** Whether the write was refused by a unique index. */
    public static boolean isDuplicate(MongoWriteException failure) {
        return isDuplicate(failure.getError());
    }

    /** Whether it was refused by a unique index. */
    public static boolean isDuplicate(WriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    /** For tests and tools. */
    MongoDatabase database() {
        return database;
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }
}
