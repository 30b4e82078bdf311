package io.ssouser.api.connections;

import io.ssouser.api.connections.Connection.Stage;
import io.ssouser.api.error.Problem;
import io.ssouser.api.limits.BodyLimitFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;

/**
 * Gives a request to the filters and routes when it is whole and its turn has come, and takes a thread back when the answer is made: no
 * client, however slow, holds one. Bodies that came with their head, and answers that fit a buffer, take no detour.
 */
final class RequestValve extends ValveBase {
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(5);
    private static final Duration TURN_WITHIN = Duration.ofSeconds(20);

    private final Connections connections;
    private final ConnectionBounds bounds;
    private final Bulkhead bulkhead;

    RequestValve(Connections connections, ConnectionBounds bounds) {
        super(true);
        this.connections = connections;
        this.bounds = bounds;
        this.bulkhead = new Bulkhead(bounds.atWork(), bounds.waiting());
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Exchange paused = Exchange.of(request);
        if (paused != null && request.isAsyncDispatching()) {
            paused.resume();
            work(paused);
            return;
        }
        Optional<Connection> connection = connections.current();
        if (request.getContext() == null || request.isAsync() || connection.isEmpty()) {
            getNext().invoke(request, response);
            return;
        }
        Exchange exchange = new Exchange(request, response, connection.get(), connections);
        exchange.enter(Stage.WORK);
        if (request.getContentLengthLong() > BodyLimitFilter.MOST_BYTES) {
            exchange.refuse(Problem.ofStatus(413));
            work(exchange);
        } else if (!isWhole(request)) {
            read(exchange);
        } else if (isUrgent(request) || exchange.takePlace(bulkhead)) {
            work(exchange);
        } else {
            exchange.pause(TURN_WITHIN, () -> overloaded(exchange));
            awaitTurn(exchange);
        }
    }

    private static boolean isWhole(Request request) {
        if (request.getHeader("Transfer-Encoding") != null) {
            return false;
        }
        org.apache.coyote.Request raw = request.getCoyoteRequest();
        raw.action(ActionCode.AVAILABLE, Boolean.FALSE);
        return raw.getContentLengthLong() <= raw.getAvailable();
    }

    /** Whoever asks how the service is gets an answer also when it is overloaded. */
    private static boolean isUrgent(Request request) {
        return request.getRequestURI().startsWith("/health");
    }

    private void read(Exchange exchange) throws IOException {
        exchange.response().sendAcknowledgement(ContinueResponseTiming.ALWAYS);
        exchange.enter(Stage.BODY);
        exchange.pause(bounds.bodyWithin(), () -> {
            exchange.refuse(Problem.ofStatus(408));
            exchange.wake();
        });
        BodyReader reader = new BodyReader(exchange, bytes -> connections.hold(exchange.connection(), bytes), () -> {
            exchange.enter(Stage.WORK);
            awaitTurn(exchange);
        });
        exchange.body(reader);
        exchange.request().getCoyoteRequest().setReadListener(reader);
    }

    private void awaitTurn(Exchange exchange) {
        if (exchange.isRefused() || isUrgent(exchange.request()) || exchange.takePlace(bulkhead)) {
            exchange.wake();
        } else {
            exchange.waitOn(bounds.bodyWithin().plus(TURN_WITHIN), () -> overloaded(exchange));
            if (!bulkhead.await(exchange)) {
                overloaded(exchange);
            }
        }
    }

    private static void overloaded(Exchange exchange) {
        exchange.stopWaiting();
        exchange.refuse(Problem.ofStatus(503).retryAfter(1));
        exchange.wake();
    }

    private void work(Exchange exchange) throws IOException, ServletException {
        org.apache.coyote.Request raw = exchange.request().getCoyoteRequest();
        InputBuffer socket = raw.getInputBuffer();
        exchange.body().ifPresent(raw::setInputBuffer);
        try {
            getNext().invoke(exchange.request(), exchange.response());
        } finally {
            raw.setInputBuffer(socket);
            connections.letGo(exchange.connection());
            exchange.leavePlace(bulkhead);
        }
        byte[] rest = (byte[]) exchange.request().getAttribute(HeldAnswerFilter.REST);
        if (rest != null) {
            write(exchange, rest);
        } else if (exchange.isRefused() && !raw.isFinished()) {
            endRefused(exchange);
        } else {
            exchange.enter(Stage.HEAD);
        }
    }

    private void write(Exchange exchange, byte[] rest) throws IOException {
        exchange.enter(Stage.ANSWER);
        if (!connections.hold(exchange.connection(), rest.length)) {
            exchange.breakOff();
            return;
        }
        exchange.pause(bounds.answerWithin(), () -> {
            exchange.breakOff();
            exchange.complete();
        });
        ServletOutputStream out = exchange.response().getOutputStream();
        out.setWriteListener(new AnswerWriter(exchange, out, rest));
    }

    private void endRefused(Exchange exchange) throws IOException {
        boolean awaitsPermission = exchange.request().getCoyoteRequest().hasExpectation();
        if (exchange.response().getStatus() != 413 || awaitsPermission) {
            exchange.readNoFurther();
            return;
        }
        exchange.response().flushBuffer();
        exchange.enter(Stage.BODY);
        Drain drain = new Drain(exchange);
        exchange.pause(DRAIN_WITHIN, drain::end);
        exchange.request().getCoyoteRequest().setReadListener(drain);
    }
}
