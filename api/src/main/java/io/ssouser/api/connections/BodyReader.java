package io.ssouser.api.connections;

import io.ssouser.api.error.Problem;
import io.ssouser.api.limits.BodyLimitFilter;
import jakarta.servlet.ReadListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongPredicate;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request as it arrives, without a thread, and hands it on when it is whole. Reads below the servlet API, because
 * whoever reads there would take it from the routes.
 */
final class BodyReader implements ReadListener, ApplicationBufferHandler {
    private final Exchange exchange;
    private final Request request;
    private final LongPredicate holding;
    private final Runnable whole;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable ByteBuffer some;

    /**
     * @param holding counts bytes that are kept; false when there is no room for them
     * @param whole called once the body is here, or is refused
     */
    BodyReader(Exchange exchange, LongPredicate holding, Runnable whole) {
        this.exchange = exchange;
        this.request = exchange.request().getCoyoteRequest();
        this.holding = holding;
        this.whole = whole;
    }

    @Override
    public void onDataAvailable() throws IOException {
        try {
            while (!exchange.isRefused() && !request.isFinished() && request.isReady()) {
                int read = request.doRead(this);
                if (read > 0) {
                    keep(read);
                }
            }
        } catch (BadRequestException brokenChunk) {
            refuse(Problem.ofStatus(400));
        }
    }

    private void keep(int read) {
        if (body.size() + read > BodyLimitFilter.MOST_BYTES) {
            refuse(Problem.ofStatus(413));
        } else if (!holding.test(read)) {
            refuse(Problem.ofStatus(503).retryAfter(1));
        } else if (some != null) {
            byte[] bytes = new byte[read];
            some.get(bytes);
            body.writeBytes(bytes);
        }
    }

    private void refuse(Problem problem) {
        exchange.refuse(problem);
        whole.run();
    }

    @Override
    public void onAllDataRead() {
        if (!exchange.isRefused()) {
            whole.run();
        }
    }

    /** What was read, for whoever reads the body from now on. */
    InputBuffer replay() {
        ByteBuffer rest = ByteBuffer.wrap(body.toByteArray());
        return new InputBuffer() {
            @Override
            public int doRead(ApplicationBufferHandler reader) {
                int length = rest.remaining();
                reader.setByteBuffer(rest.slice());
                rest.position(rest.limit());
                return length > 0 ? length : -1;
            }

            @Override
            public int available() {
                return rest.remaining();
            }
        };
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
