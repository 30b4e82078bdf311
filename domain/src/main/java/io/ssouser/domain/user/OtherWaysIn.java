package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.recovery.WaysIn;
import io.ssouser.domain.user.UserEvent.AccessCleared;
import java.time.Instant;

/** How a user can sign in, or helps to, beside the password. It has no state of its own. */
record OtherWaysIn(Identities identities, Access access) {
    WaysIn list() {
        return new WaysIn(identities.providers(), access.hasSecondFactor(), access.trustedDevices());
    }

    /** Ends those that were added at that moment or later, every device among them, trusted or not; answers what was ended. */
    WaysIn endSince(UserId userId, Instant since, IdentityClaims claims) {
        WaysIn ended = new WaysIn(
                identities.unlinkSince(userId, since, claims),
                access.turnOffSecondFactorSince(userId, since),
                access.revokeSince(userId, since));
        if (!ended.isEmpty()) {
            apply(new AccessCleared(userId, ended.ended()));
        }
        return ended;
    }
}
