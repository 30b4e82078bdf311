package io.ssouser.api.connections;

import io.ssouser.api.error.Problem;
import io.ssouser.api.limits.BodyLimitFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, on its way through the stages of {@link Connection.Stage}. While it waits, for its client or for its turn, no
 * thread is its own: Tomcat's asynchronous state holds it. {@link #resume} brings it back as an ordinary request.
 */
final class Exchange implements AsyncListener, Bulkhead.Turn {
    private static final String NOTE = Exchange.class.getName();
    private static final InputBuffer NOTHING = new InputBuffer() {
        @Override
        public int doRead(ApplicationBufferHandler reader) {
            return -1;
        }

        @Override
        public int available() {
            return 0;
        }
    };

    private final Request request;
    private final Response response;
    private final Connection connection;
    private final Connections connections;
    private @Nullable BodyReader body;
    /** What to do when a wait has lasted too long. */
    private Runnable late = () -> {};
    /** Whether it waits for its turn. */
    private boolean waiting;

    private boolean hasPlace;

    Exchange(Request request, Response response, Connection connection, Connections connections) {
        this.request = request;
        this.response = response;
        this.connection = connection;
        this.connections = connections;
        request.setNote(NOTE, this);
    }

    static @Nullable Exchange of(Request request) {
        return (Exchange) request.getNote(NOTE);
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    Connection connection() {
        return connection;
    }

    void body(BodyReader reader) {
        body = reader;
    }

    /** Where the routes read the body; empty when that is the socket, where all of it has arrived. */
    Optional<InputBuffer> body() {
        if (isRefused()) {
            return Optional.of(NOTHING);
        }
        return Optional.ofNullable(body).map(BodyReader::replay);
    }

    boolean takePlace(Bulkhead bulkhead) {
        hasPlace = bulkhead.enter();
        return hasPlace;
    }

    void leavePlace(Bulkhead bulkhead) {
        if (hasPlace) {
            hasPlace = false;
            bulkhead.leave();
        }
    }

    void enter(Connection.Stage stage) {
        connections.enter(connection, stage);
    }

    /** Lets go of the thread until the container has something to tell, but for no longer than that. */
    void pause(Duration most, Runnable onLate) {
        late = onLate;
        // The client may go meanwhile, and its address with it; asked once, it is kept.
        request.getRemoteAddr();
        AsyncContext context = request.startAsync();
        context.setTimeout(most.toMillis());
        context.addListener(this);
    }

    /** Waits on, for its turn. */
    synchronized void waitOn(Duration most, Runnable onLate) {
        late = onLate;
        waiting = true;
        request.getAsyncContext().setTimeout(most.toMillis());
    }

    /** Whether it waited for its turn. */
    synchronized boolean stopWaiting() {
        boolean was = waiting;
        waiting = false;
        return was;
    }

    /** Has the container call the valve again, on a thread of its own. */
    void wake() {
        request.getCoyoteRequest().action(ActionCode.ASYNC_DISPATCH, null);
    }

    /** Makes it an ordinary request again. */
    void resume() {
        request.getCoyoteRequest().action(ActionCode.ASYNC_DISPATCHED, null);
    }

    /** Has the filters answer so, whatever the route. */
    void refuse(Problem problem) {
        request.setAttribute(BodyLimitFilter.REFUSED, problem);
    }

    boolean isRefused() {
        return request.getAttribute(BodyLimitFilter.REFUSED) != null;
    }

    /** Closes the connection after the answer, without a look at what the client still sends. */
    void readNoFurther() {
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    void complete() {
        request.getAsyncContext().complete();
    }

    /** Closes the connection at once. */
    void breakOff() {
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new SocketTimeoutException("The client is too slow"));
    }

    @Override
    public synchronized boolean begin() {
        if (!stopWaiting()) {
            return false;
        }
        hasPlace = true;
        wake();
        return true;
    }

    /** Not late is whoever got its turn at that moment. */
    @Override
    public void onTimeout(AsyncEvent event) {
        if (!connection.isAt(Connection.Stage.WORK) || stopWaiting()) {
            late.run();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        stopWaiting();
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        connections.letGo(connection);
        enter(Connection.Stage.HEAD);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
