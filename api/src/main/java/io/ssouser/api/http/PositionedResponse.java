package io.ssouser.api.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.security.web.util.OnCommittedResponseWrapper;

/**
 * Answers, in {@code X-Log-Position}, where the log stood after the request's last command, also when that was refused but left an event, and
 * with any kind of body. Not where it would betray whether an account exists: an event is stored for a wrong password of an account
 * that exists, and none for an unknown address.
 */
final class PositionedResponse extends OnCommittedResponseWrapper {
    static final String LOG_POSITION = "X-Log-Position";

    private static final String SIGN_IN = "/api/auth/login";
    private static final Set<String> SAYS_NOTHING = Set.of("/api/auth/register", "/api/auth/resend-verification");

    private final LogPositions positions;
    private final String path;

    PositionedResponse(HttpServletResponse response, LogPositions positions, String path) {
        super(response);
        this.positions = positions;
        this.path = path;
    }

    /** Repeatable; without effect once the answer is on its way. */
    void answerPosition() {
        boolean betrays = SAYS_NOTHING.contains(path) || SIGN_IN.equals(path) && getStatus() >= 400;
        if (!betrays) {
            positions.last().ifPresent(position -> setHeader(LOG_POSITION, position));
        }
    }

    @Override
    protected void onResponseCommitted() {
        answerPosition();
    }
}
