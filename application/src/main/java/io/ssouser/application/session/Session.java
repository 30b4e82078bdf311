package io.ssouser.application.session;

import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;

/**
 * A session as this service keeps it between two refreshes. Instants have millisecond precision.
 *
 * @param audience for whom all its tokens are made
 * @param token of the one refresh token that may be presented next
 * @param generation how many times the refresh token was rotated
 * @param issuedAt when that token and the access token beside it were issued
 * @param expiresAt when the refresh token, and the session with it, is too old
 * @param deviceNotedAt when an event last noted that the device is in use
 */
public record Session(
        SessionId id,
        UserId userId,
        DeviceId deviceId,
        Audience audience,
        TokenHash token,
        long generation,
        Instant issuedAt,
        Instant expiresAt,
        Instant deviceNotedAt) {
    /** How long a refresh token may lie unused; each rotation starts it anew. The client's contract: 30 days. */
    public static final Duration LIFE = Duration.ofDays(30);

    /** An event notes the use of a device once an hour, not with every refresh. */
    private static final Duration NOTED_FOR = Duration.ofHours(1);

    static Session opened(
            SessionId id, UserId userId, DeviceId deviceId, Audience audience, TokenHash token, Instant now) {
        return new Session(id, userId, deviceId, audience, token, 0, now, now.plus(LIFE), now);
    }

    Session rotated(TokenHash next, Instant now) {
        Instant notedAt = owesDeviceNote(now) ? now : deviceNotedAt;
        return new Session(id, userId, deviceId, audience, next, generation + 1, now, now.plus(LIFE), notedAt);
    }

    boolean owesDeviceNote(Instant now) {
        return deviceNotedAt.plus(NOTED_FOR).isBefore(now);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
