package io.ssouser.eventstore.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fresh database: on the server of {@code SSO_TEST_MONGODB_URI} when that is set, else on a wire server within this JVM, which is a test
 * double and forgets all. Says once on which.
 *
 * <p>A connection string without a database needs a user who may make and drop some. One with a database needs nothing beyond
 * {@code readWrite} on it: it is emptied for each test, so only one can be open at a time.
 */
public final class TestMongo implements AutoCloseable {
    private static final TestMongoAddress SERVER = server();
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final String name;
    private boolean closed;

    private TestMongo(String name) {
        this.name = name;
    }

    /** @throws IllegalStateException when another is open and there is only one database */
    public static TestMongo fresh() {
        String only = SERVER.database();
        int open = OPEN.incrementAndGet();
        if (only == null) {
            return new TestMongo("sso-test-" + UUID.randomUUID().toString().substring(0, 13));
        }
        if (open > 1) {
            OPEN.decrementAndGet();
            throw new IllegalStateException(
                    "This test needs two databases: take the name of the one out of SSO_TEST_MONGODB_URI,"
                            + " with a user who may make some");
        }
        TestMongo mongo = new TestMongo(only);
        mongo.empty();
        return mongo;
    }

    private static TestMongoAddress server() {
        @Nullable String real = System.getenv("SSO_TEST_MONGODB_URI");
        if (real != null) {
            System.out.println("Tests of MongoDB run on the server of SSO_TEST_MONGODB_URI");
            return new TestMongoAddress(real);
        }
        System.out.println("Tests of MongoDB run on mongo-java-server, a wire server within this JVM");
        return new TestMongoAddress("mongodb://" + new FakeMongo().host());
    }

    /** With the name of the database. */
    public String uri() {
        return SERVER.of(name);
    }

    /** A connection of its own, to be closed by the test. */
    public MongoStore store() {
        return MongoStore.connect(uri());
    }

    private void empty() {
        try (MongoClient client = MongoClients.create(uri())) {
            MongoDatabase database = client.getDatabase(name);
            database.listCollectionNames().into(new ArrayList<>()).stream()
                    .filter(collection -> !collection.startsWith("system."))
                    .forEach(collection -> database.getCollection(collection).drop());
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        OPEN.decrementAndGet();
        if (SERVER.database() != null) {
            empty();
            return;
        }
        try (MongoClient client = MongoClients.create(uri())) {
            client.getDatabase(name).drop();
        }
    }
}
