package io.ssouser.api.conventions;

import io.ssouser.api.route.Route.PositionHeader;
import io.ssouser.api.security.BrowserHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.util.OnCommittedResponseWrapper;

/**
 * An answer with what every answer has: rules for browsers, and in {@code X-Log-Position} where the log stood after the request's last command,
 * also when that was refused but left an event, and with any kind of body. The position is not told where it would show whether a user
 * exists: a wrong password for a user who exists stores an event, and an unknown address stores none.
 */
final class ConventionalResponse extends OnCommittedResponseWrapper {
    static final String LOG_POSITION = "X-Log-Position";

    private final HttpServletRequest request;
    private final LogPositions positions;
    private final PositionHeader header;

    ConventionalResponse(
            HttpServletRequest request, HttpServletResponse response, LogPositions positions, PositionHeader header) {
        super(response);
        this.request = request;
        this.positions = positions;
        this.header = header;
    }

    /** Repeatable; without effect once the answer is on its way. */
    void complete() {
        boolean sent = switch (header) {
            case SENT -> true;
            case SENT_ON_SUCCESS -> getStatus() < 400;
            case WITHHELD -> false;
        };
        if (sent) {
            positions.last().ifPresent(position -> setHeader(LOG_POSITION, position));
        }
        BrowserHeaders.write(request, this);
    }

    @Override
    protected void onResponseCommitted() {
        complete();
    }
}
