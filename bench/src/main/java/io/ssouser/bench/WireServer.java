package io.ssouser.bench;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** mongo-java-server as a process: says its port, and lives as long as its input stays open, so no longer than who started it. */
final class WireServer {
    /** The oldest that is asked; of what it can do that says nothing. */
    private record Version(List<Integer> getVersionArray, int getWireVersion) implements MongoVersion {}

    private WireServer() {}

    public static void main(String[] args) throws IOException {
        MemoryBackend backend = new MemoryBackend();
        backend.version(new Version(List.of(7, 0, 0), 8));
        MongoServer server = new MongoServer(backend);
        System.out.println(server.bind().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        server.shutdownNow();
    }
}
