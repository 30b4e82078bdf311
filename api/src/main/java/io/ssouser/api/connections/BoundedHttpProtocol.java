package io.ssouser.api.connections;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Tomcat's HTTP over NIO, whose connections are admitted, followed and evicted by {@link Connections}. Tomcat makes it by its name. */
public final class BoundedHttpProtocol extends Http11NioProtocol {
    private @Nullable ScheduledFuture<?> sweeps;

    public BoundedHttpProtocol() {
        super(new Endpoint());
    }

    /** @param connections to be set before the protocol starts */
    void follow(Connections connections) {
        Endpoint endpoint = endpoint();
        endpoint.followed = connections;
        connections.reach(endpoint);
    }

    @Override
    public void start() throws Exception {
        super.start();
        sweeps = getUtilityExecutor().scheduleWithFixedDelay(endpoint().followed()::sweep, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new OneAtATime(this);
    }

    /**
     * At the last chunk of a body Tomcat calls a fresh processor on the same socket, within the one that reads the body: that one takes the next
     * request first, or the end of the connection for the end of the exchange. On the thread of a request its events wait until it
     * is done with the one before, as they do without chunks.
     */
    private static final class OneAtATime extends Http11Processor {
        OneAtATime(BoundedHttpProtocol protocol) {
            super(protocol, protocol.getAdapter());
        }

        @Override
        protected void executeDispatches() {
            if (!request.isRequestThread()) {
                super.executeDispatches();
            }
        }
    }

    private Endpoint endpoint() {
        return (Endpoint) getEndpoint();
    }

    private static final class Endpoint extends NioEndpoint implements Connections.Sockets {
        private @Nullable Connections followed;

        private Connections followed() {
            return Objects.requireNonNull(followed, "The protocol was started before it was told whom to follow");
        }

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            try {
                InetSocketAddress remote = (InetSocketAddress) socket.getRemoteAddress();
                if (remote == null || !followed().admits(remote.getAddress())) {
                    destroySocket(socket);
                    return false;
                }
                followed().opened(socket, remote.getAddress());
            } catch (IOException alreadyGone) {
                destroySocket(socket);
                return false;
            }
            boolean opened = super.setSocketOptions(socket);
            if (opened) {
                write(socket, Connections.WRITE_WITHIN);
            } else {
                followed().closed(socket);
            }
            return opened;
        }

        /** Lets a worker close it, as Tomcat does with whoever is late. */
        @Override
        public boolean evict(SocketChannel socket) {
            SocketWrapperBase<NioChannel> wrapper = connections.get(socket);
            if (wrapper == null) {
                return false;
            }
            ReentrantLock busy = wrapper.getLock();
            if (!busy.tryLock()) {
                return false;
            }
            busy.unlock();
            wrapper.setError(new SocketTimeoutException("The client is too slow"));
            return processSocket(wrapper, SocketEvent.ERROR, true);
        }

        @Override
        public void write(SocketChannel socket, Duration within) {
            SocketWrapperBase<NioChannel> wrapper = connections.get(socket);
            if (wrapper != null) {
                wrapper.setWriteTimeout(within.toMillis());
            }
        }

        @Override
        public boolean processSocket(SocketWrapperBase<NioChannel> wrapper, SocketEvent event, boolean dispatch) {
            if (event == SocketEvent.OPEN_READ) {
                followed().arrived(wrapper.getSocket().getIOChannel());
            }
            return super.processSocket(wrapper, event, dispatch);
        }

        @Override
        public void setHandler(Handler<NioChannel> handler) {
            super.setHandler(new Following(handler));
        }

        private final class Following implements Handler<NioChannel> {
            private final Handler<NioChannel> handler;

            Following(Handler<NioChannel> handler) {
                this.handler = handler;
            }

            @Override
            public SocketState process(SocketWrapperBase<NioChannel> wrapper, SocketEvent event) {
                followed().workFor(wrapper.getSocket().getIOChannel());
                try {
                    return handler.process(wrapper, event);
                } finally {
                    followed().workFor(null);
                }
            }

            @Override
            public void release(SocketWrapperBase<NioChannel> wrapper) {
                followed().closed(wrapper.getSocket().getIOChannel());
                handler.release(wrapper);
            }

            @Override
            public Object getGlobal() {
                return handler.getGlobal();
            }

            @Override
            public void pause() {
                handler.pause();
            }

            @Override
            public void recycle() {
                handler.recycle();
            }
        }
    }
}
