package io.ssouser.api.connections;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All open connections, by the address at their other end. When an address, or the service, has as many as it may, a new connection takes
 * the place of the one that has let the service wait longest; a client that sends its request without delay is therefore served also
 * beside thousands that do not, even from the same address. Safe for many threads.
 */
final class Connections {
    /** Younger ones are left alone, so that a flood of new connections cannot evict what has just begun. */
    private static final long LEFT_ALONE_NANOS = 250_000_000;

    /**
     * For an answer that fits a buffer, which a thread writes: whoever has read the answers before has room for it at once, and whoever
     * asks on and reads nothing is not waited for.
     */
    static final Duration WRITE_WITHIN = Duration.ofMillis(200);

    /**
     * Where all of an address are too young or at work, and so none can go, it may have this part more, for the moment: the next ones each
     * take the place of two.
     */
    private static final int PARTS_OVER = 4;

    /** How many are looked at for one that no thread is busy with. */
    private static final int TRIED = 16;

    private static final long HELD_OF_ADDRESS = 8L << 20;
    private static final long HELD_IN_ALL =
            Math.max(32L << 20, Runtime.getRuntime().maxMemory() / 8);

    private final ConnectionBounds bounds;
    private final Predicate<InetAddress> isTrustedProxy;
    private final LongSupplier nanos;
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final Map<SocketChannel, Connection> open = new ConcurrentHashMap<>();
    private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();
    private final AtomicLong held = new AtomicLong();
    private @Nullable Sockets sockets;

    Connections(ConnectionBounds bounds, Predicate<InetAddress> isTrustedProxy, LongSupplier nanos) {
        this.bounds = bounds;
        this.isTrustedProxy = isTrustedProxy;
        this.nanos = nanos;
    }

    /** What the server does to a socket. */
    interface Sockets {
        /** Closes a connection that its client neglects; answers false when a thread is busy with it. */
        boolean evict(SocketChannel socket);

        /** From now on a write waits that long for the client to take something. */
        void write(SocketChannel socket, Duration within);
    }

    void reach(Sockets means) {
        sockets = means;
    }

    /** Whether the address may have one more; evicts one of its own where it has too many. */
    boolean admits(InetAddress address) {
        Peer peer = peers.get(key(address));
        if (peer != null && !peer.isTrusted() && peer.open().get() >= bounds.perAddress()) {
            boolean evicted = evictFrom(peer, any -> true);
            boolean isFarOver = peer.open().get() >= bounds.perAddress() + bounds.perAddress() / PARTS_OVER;
            if (evicted && peer.open().get() > bounds.perAddress()) {
                evictFrom(peer, any -> true);
            }
            return evicted || !isFarOver;
        }
        return open.size() < bounds.total() || evictFromLargest();
    }

    private boolean evictFromLargest() {
        return peers.values().stream()
                .filter(peer -> !peer.isTrusted())
                .max(Comparator.comparingInt(peer -> peer.open().get()))
                .filter(peer -> evictFrom(peer, any -> true))
                .isPresent();
    }

    /** A connection that a thread is busy with is passed over. */
    private boolean evictFrom(Peer peer, Predicate<Connection> among) {
        return peer.longest(TRIED, among, nanos.getAsLong() - LEFT_ALONE_NANOS).stream()
                .anyMatch(this::evict);
    }

    private boolean evict(Connection connection) {
        boolean evicted = sockets != null && sockets.evict(connection.socket());
        if (evicted) {
            connection.peer().waitsNoMore(connection);
        }
        return evicted;
    }

    void opened(SocketChannel socket, InetAddress address) {
        peers.compute(key(address), (key, known) -> {
            Peer peer = known == null ? new Peer(key, isTrustedProxy.test(address)) : known;
            Connection connection = new Connection(peer, socket);
            peer.open().incrementAndGet();
            open.put(socket, connection);
            enter(connection, Connection.Stage.HEAD);
            return peer;
        });
    }

    void closed(@Nullable SocketChannel socket) {
        Connection connection = socket == null ? null : open.remove(socket);
        if (connection != null) {
            letGo(connection);
            connection.peer().waitsNoMore(connection);
            peers.computeIfPresent(
                    connection.peer().address(), (key, peer) -> peer.open().decrementAndGet() == 0 ? null : peer);
        }
    }

    /** Evicts whoever has not sent the head of a request in time. */
    void sweep() {
        long since = nanos.getAsLong() - bounds.headWithin().toNanos();
        for (Peer peer : peers.values()) {
            if (!peer.isTrusted()) {
                peer.longest(Integer.MAX_VALUE, one -> one.isAt(Connection.Stage.HEAD), since)
                        .forEach(this::evict);
            }
        }
    }

    /** Counts bytes that are kept until the client has sent or taken the rest; false when there is no room for them. */
    boolean hold(Connection connection, long bytes) {
        Peer peer = connection.peer();
        boolean crowded = peer.held().get() + bytes > HELD_OF_ADDRESS && !peer.isTrusted();
        if (crowded && !evictFrom(peer, other -> other != connection && other.held() > 0)) {
            return false;
        }
        if (held.get() + bytes > HELD_IN_ALL) {
            return false;
        }
        connection.hold(bytes);
        held.addAndGet(bytes);
        return true;
    }

    void letGo(Connection connection) {
        held.addAndGet(-connection.letGo());
    }

    /** Only while a large answer is written does the service wait for the client to take it: no thread waits then. */
    void enter(Connection connection, Connection.Stage stage) {
        boolean isLarge = stage == Connection.Stage.ANSWER;
        if (sockets != null && isLarge != connection.isAt(Connection.Stage.ANSWER)) {
            sockets.write(connection.socket(), isLarge ? bounds.answerWithin() : WRITE_WITHIN);
        }
        connection.enter(stage, nanos.getAsLong());
    }

    /** Something has arrived there, and waits for a thread. Until one has looked at it, the client lets nobody wait. */
    void arrived(SocketChannel socket) {
        Connection connection = open.get(socket);
        if (connection != null) {
            connection.arrived(true);
        }
    }

    /** From now on this thread works for that connection; null when it has done so. */
    void workFor(@Nullable SocketChannel socket) {
        Connection before = current.get();
        if (before != null) {
            before.arrived(false);
        }
        if (socket == null) {
            current.remove();
        } else {
            current.set(open.get(socket));
        }
    }

    /** The connection that this thread works for. */
    Optional<Connection> current() {
        return Optional.ofNullable(current.get());
    }

    /** A /64 of IPv6 is what one customer is given (RFC 6177). */
    private static String key(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
                : address.getHostAddress();
    }
}
