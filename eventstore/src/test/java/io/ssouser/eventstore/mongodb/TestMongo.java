package io.ssouser.eventstore.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fresh database: on the server of {@code SSO_TEST_MONGODB_URI} when that is set, else on a wire server within this JVM, which is a test
 * double and forgets all. Says once on which.
 */
public final class TestMongo implements AutoCloseable {
    private static final String SERVER = server();

    private final String name = "sso-test-" + UUID.randomUUID().toString().substring(0, 13);

    private TestMongo() {}

    public static TestMongo fresh() {
        return new TestMongo();
    }

    private static String server() {
        @Nullable String real = System.getenv("SSO_TEST_MONGODB_URI");
        if (real != null) {
            System.out.println("Tests of MongoDB run on the server of SSO_TEST_MONGODB_URI");
            return real;
        }
        System.out.println("Tests of MongoDB run on mongo-java-server, a wire server within this JVM");
        InetSocketAddress address = new MongoServer(new MemoryBackend()).bind();
        return "mongodb://" + address.getHostString() + ":" + address.getPort() + "/";
    }

    /** With the name of the database. */
    public String uri() {
        int options = SERVER.indexOf('?');
        String hosts = options < 0 ? SERVER : SERVER.substring(0, options);
        String base = hosts.substring(0, hosts.indexOf('/', "mongodb+srv://".length()) + 1);
        return base + name + (options < 0 ? "" : SERVER.substring(options));
    }

    /** A connection of its own, to be closed by the test. */
    public MongoStore store() {
        return MongoStore.connect(uri());
    }

    @Override
    public void close() {
        try (MongoClient client = MongoClients.create(uri())) {
            client.getDatabase(name).drop();
        }
    }
}
