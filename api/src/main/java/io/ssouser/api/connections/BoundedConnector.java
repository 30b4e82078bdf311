package io.ssouser.api.connections;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.function.Predicate;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ContinueResponseTiming;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Puts the bounds on the server of the API. */
public final class BoundedConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** Beyond the bound, so that an eviction has the time that it takes. */
    private static final int SPARE = 1_000;

    /** Of the files that the process may open, for all that is no connection. */
    private static final int OTHER_FILES = 500;

    /** Of what was sent and not taken yet the kernel keeps so much at most, and not the megabytes that it would give. */
    private static final int SEND_BUFFER = 128 << 10;

    private final ConnectionBounds bounds;
    private final Predicate<InetAddress> isTrustedProxy;

    public BoundedConnector(ConnectionBounds bounds, Predicate<InetAddress> isTrustedProxy) {
        this.bounds = bounds.within(files() - SPARE - OTHER_FILES);
        this.isTrustedProxy = isTrustedProxy;
    }

    private static int files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(unix.getMaxFileDescriptorCount(), Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        Connections connections = new Connections(bounds, isTrustedProxy, System::nanoTime);
        factory.setProtocol(BoundedHttpProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> bound(connector, connections));
        factory.addEngineValves(new RequestValve(connections, bounds));
    }

    private void bound(Connector connector, Connections connections) {
        BoundedHttpProtocol protocol = (BoundedHttpProtocol) connector.getProtocolHandler();
        protocol.follow(connections);
        protocol.setMaxConnections(bounds.total() + SPARE);
        protocol.setAcceptCount(SPARE);
        protocol.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER));
        // So that a body which is too large by its own word is not asked for.
        protocol.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
    }
}
