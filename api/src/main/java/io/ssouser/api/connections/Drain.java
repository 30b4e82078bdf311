package io.ssouser.api.connections;

import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Throws away what a client still sends of a body that was refused, without a thread and within a bound: a connection that is closed on
 * unread bytes is reset, and the client that sends them would never read why.
 */
final class Drain implements ReadListener, ApplicationBufferHandler {
    /** What an honest mistake sends too much. */
    private static final long MOST_BYTES = 16 << 20;

    private final Exchange exchange;
    private final Request request;
    private @Nullable ByteBuffer some;
    private long drained;

    Drain(Exchange exchange) {
        this.exchange = exchange;
        this.request = exchange.request().getCoyoteRequest();
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!request.isFinished() && request.isReady()) {
            drained += Math.max(request.doRead(this), 0);
            if (drained > MOST_BYTES) {
                end();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (drained <= MOST_BYTES) {
            end();
        }
    }

    void end() {
        exchange.readNoFurther();
        exchange.complete();
    }

    /** The container closes the connection. */
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        some = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
        return some;
    }

    @Override
    public void expand(int size) {}
}
