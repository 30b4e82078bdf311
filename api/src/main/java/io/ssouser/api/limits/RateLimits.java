package io.ssouser.api.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The figures of the limits. They stand in {@code application.yaml} under {@code sso.limits}, as the wire contract has them in section 3,
 * and may be overridden there one by one.
 *
 * @param auth an address, on {@code /api/auth/*} and {@code /auth/*}
 * @param mfaVerify an address, on {@code /api/auth/mfa/verify} and {@code /auth/{provider}/second-factor}
 * @param mfa an address, on {@code /api/user/mfa*}
 * @param email a mail address, on everything that sends mail to it
 * @param refresh an address, on {@code /api/auth/refresh}, each refresh token counted once: see {@link RefreshLimit}
 * @param refreshRequests an address, on {@code /api/auth/refresh}, every request counted: a client that recurses sends about 1,100 at
 *     once (section 1.2), and three of them may share an address
 * @param trackedKeys how many callers each limit remembers at most; one that is seldom seen is forgotten first
 */
@ConfigurationProperties("sso.limits")
public record RateLimits(
        Rate auth, Rate mfaVerify, Rate mfa, Rate email, Rate refresh, Rate refreshRequests, int trackedKeys) {}
