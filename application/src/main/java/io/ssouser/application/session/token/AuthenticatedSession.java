package io.ssouser.application.session.token;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.session.SessionId;
import java.time.Instant;

/**
 * Who a request comes from, as its access token proves. The token does not say what the user may do: that is looked up at each request.
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
