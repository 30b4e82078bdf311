package io.ssouser.application.session;

import io.ssouser.domain.user.UserEvent.SessionEnded;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Forgets the rows of ended sessions. Tracked and repeatable: whatever a crash left undone is done when the group goes on from its
 * token, so a node opens its port when this reaction has reached the head.
 */
@ProcessingGroup("session-rows")
public final class WhenSessionEndedThenForgetIt {
    private final SessionGate gate;
    private final Sessions sessions;

    public WhenSessionEndedThenForgetIt(SessionGate gate, Sessions sessions) {
        this.gate = gate;
        this.sessions = sessions;
    }

    /**
     * The gate comes first: a sign-in that writes its row after this has passed then finds the session ended there, and takes the row
     * back.
     */
    @EventHandler
    public void on(SessionEnded event) {
        gate.shutOut(event.sessionId());
        sessions.end(event.sessionId());
    }
}
