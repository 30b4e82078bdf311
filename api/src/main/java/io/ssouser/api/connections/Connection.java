package io.ssouser.api.connections;

import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/** One connection, and what it waits for. */
final class Connection {
    private final Peer peer;
    private final SocketChannel socket;
    private final AtomicLong held = new AtomicLong();
    private volatile Stage stage = Stage.WORK;
    private volatile long since;
    private volatile boolean arrived;

    Connection(Peer peer, SocketChannel socket) {
        this.peer = peer;
        this.socket = socket;
    }

    /** The parts of an exchange. In all but {@link #WORK} the service waits for the client. */
    enum Stage {
        HEAD,
        BODY,
        WORK,
        ANSWER
    }

    Peer peer() {
        return peer;
    }

    SocketChannel socket() {
        return socket;
    }

    /** When the stage began, in nanoseconds as {@link System#nanoTime()} counts them. */
    long since() {
        return since;
    }

    /** Something has arrived, or a thread has looked at what had. */
    void arrived(boolean isUnseen) {
        arrived = isUnseen;
    }

    /** Whether the client lets the service wait, and not the other way round. */
    boolean waitsForClient() {
        return stage != Stage.WORK && !arrived;
    }

    void enter(Stage next, long now) {
        since = now;
        stage = next;
        if (next == Stage.WORK) {
            peer.waitsNoMore(this);
        } else {
            peer.waitsFor(this);
        }
    }

    boolean isAt(Stage asked) {
        return stage == asked;
    }

    long held() {
        return held.get();
    }

    void hold(long more) {
        held.addAndGet(more);
        peer.held().addAndGet(more);
    }

    /** Lets go of all that is held, and says how much it was. */
    long letGo() {
        long all = held.getAndSet(0);
        peer.held().addAndGet(-all);
        return all;
    }
}
