package io.ssouser.api.connections;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Whoever is at the other end of the connections from one address. */
final class Peer {
    private final String address;
    private final boolean trusted;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    /** Connections that wait for their client, in the order in which they began to. */
    private final Set<Connection> waiting = new LinkedHashSet<>();

    /** @param trusted whether it is a proxy that speaks for many clients */
    Peer(String address, boolean trusted) {
        this.address = address;
        this.trusted = trusted;
    }

    String address() {
        return address;
    }

    boolean isTrusted() {
        return trusted;
    }

    /** How many connections there are. */
    AtomicInteger open() {
        return open;
    }

    /** Bytes of unfinished bodies and answers. */
    AtomicLong held() {
        return held;
    }

    synchronized void waitsFor(Connection connection) {
        waiting.remove(connection);
        waiting.add(connection);
    }

    synchronized void waitsNoMore(Connection connection) {
        waiting.remove(connection);
    }

    /** At most so many of those that have waited since that moment, longest first. */
    synchronized List<Connection> longest(int most, Predicate<Connection> among, long since) {
        return waiting.stream()
                .takeWhile(connection -> connection.since() - since <= 0)
                .filter(Connection::waitsForClient)
                .filter(among)
                .limit(most)
                .toList();
    }
}
