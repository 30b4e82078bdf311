package io.ssouser.bench;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.OutputStream;

/** mongo-java-server as a process: says its port, and lives as long as its input stays open, so no longer than who started it. */
final class WireServer {
    private WireServer() {}

    public static void main(String[] args) throws IOException {
        MongoServer server = new MongoServer(new MemoryBackend());
        System.out.println(server.bind().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        server.shutdownNow();
    }
}
