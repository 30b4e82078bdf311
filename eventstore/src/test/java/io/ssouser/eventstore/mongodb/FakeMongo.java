package io.ssouser.eventstore.mongodb;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A wire server within this JVM, of the oldest version that is supported, which answers as a test says and remembers what it was asked. */
public final class FakeMongo implements AutoCloseable {
    private record Version(List<Integer> getVersionArray, int getWireVersion) implements MongoVersion {}

    /** What it reports. It knows less than servers of that version. */
    public static final MongoVersion VERSION = new Version(List.of(7, 0, 0), 8);

    /** What a primary of a replica set says of itself beyond a standalone server. */
    public static final Map<String, Object> PRIMARY_OF_A_SET = Map.of(
            "setName",
            "rs0",
            "secondary",
            false,
            "hosts",
            List.of("127.0.0.1:1"),
            "logicalSessionTimeoutMinutes",
            30,
            // The driver asks no older server for a quorum.
            "maxWireVersion",
            21);

    private final Map<String, Function<Document, Document>> instead = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<Document>> afterwards = new ConcurrentHashMap<>();
    private final Map<String, Object> hello = new ConcurrentHashMap<>();
    private final List<Document> commands = new CopyOnWriteArrayList<>();
    private final MongoServer server;
    private final String host;
    private volatile UnaryOperator<Document> replies = UnaryOperator.identity();

    private final class Backend extends MemoryBackend {
        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            boolean greets = command.equalsIgnoreCase("hello") || command.equalsIgnoreCase("isMaster");
            if (!greets) {
                commands.add(query);
            }
            Function<Document, Document> answer = instead.get(command);
            Document reply = answer == null ? null : answer.apply(query);
            if (reply == null) {
                reply = super.handleCommand(channel, database, command, query);
            }
            if (greets) {
                reply.putAll(hello);
            }
            return replies.apply(afterwards.getOrDefault(command, same -> same).apply(reply));
        }
    }

    public FakeMongo() {
        MemoryBackend backend = new Backend();
        backend.version(VERSION);
        server = new MongoServer(backend);
        host = "127.0.0.1:" + server.bind().getPort();
    }

    public String host() {
        return host;
    }

    /** @param options as in a connection string */
    public String uri(String options) {
        return "mongodb://" + host + "/sso?" + options;
    }

    /** Says this of itself from now on. */
    public FakeMongo says(Map<String, Object> more) {
        hello.putAll(more);
        return this;
    }

    /** As the primary and sole member of a replica set. */
    public FakeMongo asReplicaSet() {
        says(PRIMARY_OF_A_SET);
        return says(Map.of("hosts", List.of(host), "me", host, "primary", host));
    }

    /** @param answer null to do as usual; an exception of the server is sent as its error */
    public FakeMongo answer(String command, Function<Document, Document> answer) {
        instead.put(command, answer);
        return this;
    }

    /** Does as usual, and changes what is said of it. */
    public FakeMongo afterwards(String command, UnaryOperator<Document> change) {
        afterwards.put(command, change);
        return this;
    }

    /** As usual again. */
    public void calm() {
        instead.clear();
        afterwards.clear();
    }

    /** Changes every reply. */
    public void replies(UnaryOperator<Document> change) {
        replies = change;
    }

    /** All that were received of that name, without greetings. */
    public List<Document> received(String command) {
        return commands.stream().filter(query -> query.containsKey(command)).toList();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
