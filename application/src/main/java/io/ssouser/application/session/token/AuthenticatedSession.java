package io.ssouser.application.session.token;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.session.SessionId;
import java.time.Instant;

/**
 * Who a request comes from, as its access token proves. What the account may do is not the token's to say: that is asked of the present.
 *
 * @param email the address when the token was issued
 * @param audience for whom the token was made
 * @param issuedAt whole seconds
 */
public record AuthenticatedSession(
        UserId userId,
        SessionId sessionId,
        DeviceId deviceId,
        EmailAddress email,
        Audience audience,
        Instant issuedAt) {}
