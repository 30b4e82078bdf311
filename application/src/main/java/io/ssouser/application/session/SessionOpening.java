package io.ssouser.application.session;

import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.session.SignInStep.SessionGranted;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Opens the session that the user aggregate has granted: its row, and its first pair of tokens. */
public final class SessionOpening {
    private final Sessions sessions;
    private final SessionGate gate;
    private final Runnable latestEnds;
    private final SessionTokens tokens;
    private final Clock clock;

    /** @param latestEnds lets the gate know every end that is in the log by now, on whatever node it came about */
    public SessionOpening(Sessions sessions, SessionGate gate, Runnable latestEnds, SessionTokens tokens, Clock clock) {
        this.sessions = sessions;
        this.gate = gate;
        this.latestEnds = latestEnds;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Comes after the grant is in the log; a crash between the two leaves a grant that nobody can use.
     *
     * @throws AccessRefused {@code SESSION_ENDED} when the user ended the session in between
     */
    SignInAnswer.Granted open(UserId user, SessionGranted granted, Audience audience) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String refreshToken = tokens.firstRefreshToken();
        Session session = Session.opened(
                granted.sessionId(), user, granted.deviceId(), audience, TokenHash.of(refreshToken), now);
        sessions.open(session);
        // An end that came before the row found nothing to forget, but it is known at the gate; one that comes later
        // finds the row.
        latestEnds.run();
        if (gate.hasEnded(session.id())) {
            sessions.end(session.id());
            throw new AccessRefused(AccessRefused.Reason.SESSION_ENDED);
        }
        return new SignInAnswer.Granted(
                user, session.deviceId(), tokens.pair(session, session.generation(), refreshToken, now));
    }
}
