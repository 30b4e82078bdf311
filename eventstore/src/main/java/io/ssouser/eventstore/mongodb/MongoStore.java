package io.ssouser.eventstore.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import io.ssouser.eventstore.StoreRefused;
import io.ssouser.eventstore.StoreUnavailable;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/**
 * One database of a MongoDB deployment: a standalone server, a replica set or a sharded cluster. Everything is read from the primary
 * and counts when a majority has it, both ways. Safe for many threads.
 */
public final class MongoStore implements AutoCloseable {
    /** The oldest server that is asked to keep what is promised here. */
    private static final List<Integer> OLDEST_SERVER = List.of(5, 0);
    /** Long enough for most elections, short enough for a person who waits for an answer. */
    private static final int PATIENCE_SECONDS = 5;
    /** A call that hangs longer has lost its server. */
    private static final int SILENCE_SECONDS = 15;

    private static final int COMMAND_NOT_FOUND = 59;
    private static final int NAMESPACE_EXISTS = 48;
    /** IndexOptionsConflict, IndexKeySpecsConflict, and documents that a unique index does not allow. */
    private static final Set<Integer> CONFLICTS = Set.of(85, 86, 11000);

    private static final BsonInt32 YES = new BsonInt32(1);

    private final MongoClient client;
    private final MongoDatabase database;
    private final boolean changeStreams;
    private volatile boolean closed;

    private MongoStore(MongoClient client, String databaseName) {
        this.client = client;
        this.database = client.getDatabase(databaseName)
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
        requireVersion();
        BsonDocument hello = ask("Looking for the server", this::hello);
        this.changeStreams = hello.containsKey("setName") || hello.containsKey("msg");
    }

    /**
     * Connects. What the connection string says of time-outs and pools counts; of concerns and preferences it does not.
     *
     * @param uri {@code mongodb://} or {@code mongodb+srv://}, with the name of a database
     * @throws StoreRefused when it names no database, or the server is too old or lets nobody in with it
     * @throws StoreUnavailable when no server answers
     */
    public static MongoStore connect(String uri) {
        ConnectionString where = parsed(uri);
        String name = where.getDatabase();
        if (name == null) {
            throw new StoreRefused("The connection string of MongoDB names no database: mongodb://host/<database>");
        }
        MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applicationName("sso-user")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(SILENCE_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(where)
                .build());
        try {
            return new MongoStore(client, name);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** The driver quotes no password, but what decodes it quotes the part that it cannot decode. */
    private static ConnectionString parsed(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new StoreRefused("Not a connection string of MongoDB: "
                    + (why.startsWith("URLDecoder") ? "its name or password is not percent-encoded" : why));
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
                            + ", but what is promised here needs 5.0 or newer: upgrade it");
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

    /** Whether the deployment can tell of changes by itself: a replica set or a cluster can, a standalone server cannot. */
    public boolean hasChangeStreams() {
        return changeStreams;
    }

    /** Now, by the primary's clock: one for all nodes. One round trip. */
    public Instant time() {
        return Instant.ofEpochMilli(ask("Asking the server for the time", this::hello)
                .getDateTime("localTime")
                .getValue());
    }

    /**
     * The collection, made with its indexes where they are missing. Repeatable, also by many nodes at once; indexes that are not
     * declared are left alone.
     *
     * @throws StoreRefused naming an index that is there under the same name, or of the same keys, and is another; or that what is stored
     *     does not allow
     */
    public MongoCollection<BsonDocument> collection(String name, MongoIndex... indexes) {
        return collection(name, new CreateCollectionOptions(), indexes);
    }

    /** Whether there is such a collection. Makes none. */
    public boolean has(String name) {
        return ask(
                        "Looking for collections",
                        () -> database.listCollectionNames().into(new HashSet<>()))
                .contains(name);
    }

    /** @param options heeded only when the collection is made now */
    MongoCollection<BsonDocument> collection(String name, CreateCollectionOptions options, MongoIndex... indexes) {
        ask("Creating the collection " + name, () -> create(name, options));
        MongoCollection<BsonDocument> collection = database.getCollection(name, BsonDocument.class);
        Map<String, BsonDocument> existing = indexes.length == 0 ? Map.of() : indexesOf(collection);
        for (MongoIndex index : indexes) {
            BsonDocument found = existing.get(index.name());
            if (found == null) {
                create(collection, name, index);
            } else if (!index.is(found)) {
                throw new StoreRefused(
                        "The index " + index.name() + " of the collection " + name + " is " + found.toJson()
                                + " but has to be " + index + ": drop it, and the next start makes the right one");
            }
        }
        return collection;
    }

    /** Nothing is asked before, because another node may be quicker. */
    private boolean create(String name, CreateCollectionOptions options) {
        try {
            database.createCollection(name, options);
            return true;
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != NAMESPACE_EXISTS) {
                throw e;
            }
            return false;
        }
    }

    private void create(MongoCollection<BsonDocument> collection, String name, MongoIndex index) {
        String what = "Creating the index " + index.name() + " of the collection " + name;
        ask(what, () -> {
            try {
                return collection.createIndex(index.keys(), index.options());
            } catch (MongoException e) {
                if (CONFLICTS.contains(e.getCode())) {
                    throw new StoreRefused(what + " as " + index + ", the server says: " + e.getMessage(), e);
                }
                throw e;
            }
        });
    }

    private Map<String, BsonDocument> indexesOf(MongoCollection<BsonDocument> collection) {
        return ask("Reading the indexes", () -> {
            Map<String, BsonDocument> found = new HashMap<>();
            for (BsonDocument index : collection.listIndexes(BsonDocument.class)) {
                found.put(index.getString("name").getValue(), index);
            }
            return found;
        });
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
            throw isDuplicate(e) ? e : MongoTrouble.of(what, e);
        } catch (MongoException e) {
            throw MongoTrouble.of(what, e);
        } catch (IllegalStateException e) {
            throw closed ? new StoreUnavailable("MongoDB is closed", e) : e;
        }
    }

    /** Whether the write was refused by a unique index. */
    public static boolean isDuplicate(MongoWriteException failure) {
        return failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
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
