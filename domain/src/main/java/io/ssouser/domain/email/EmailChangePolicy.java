package io.ssouser.domain.email;

import java.time.Duration;
import java.time.Instant;

/** How long a change of address waits for its link, and for how long it can be taken back. */
public final class EmailChangePolicy {
    /** Each can be taken back for a week and is remembered until then; more than anybody needs, and it bounds the state. */
    public static final int MOST_CHANGES = 5;

    /** Like the link that confirms a registration: wire contract, section 11. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    /** Longer than most people leave their mail unread. */
    private static final Duration REGRET = Duration.ofDays(7);

    private EmailChangePolicy() {}

    /** Until when a change that is asked for now can be confirmed. */
    public static Instant awaitsUntil(Instant now) {
        return now.plus(PATIENCE);
    }

    /** Until when a change that happens now can be taken back; for as long nobody else gets the address that was left. */
    public static Instant undoableUntil(Instant now) {
        return now.plus(REGRET);
    }
}
