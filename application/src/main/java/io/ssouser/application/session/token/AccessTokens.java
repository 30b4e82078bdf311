package io.ssouser.application.session.token;

import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.session.SessionId;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;

/** The tokens for the user's own routes. */
public final class AccessTokens {
    private static final String TYPE = "authos-management+jwt";
    private static final String USE = "management_access";

    private final SignedTokens signed;
    private final Duration life;

    /** @param life the client's contract: 24 hours unless configured otherwise, and never under 30 seconds, or it refreshes for ever */
    public AccessTokens(SignedTokens signed, Duration life) {
        this.signed = signed;
        this.life = life;
    }

    public Duration life() {
        return life;
    }

    /** @param platformOwner for the client to show; nobody here believes it when the token comes back */
    public String issue(AuthenticatedSession access, boolean platformOwner, UUID tokenId) {
        return signed.sign(
                TYPE,
                access.audience(),
                access.issuedAt(),
                life,
                claims -> claims.subject(access.userId().value())
                        .id(tokenId.toString())
                        .claim("token_use", USE)
                        .claim("email", access.email().value())
                        .claim("is_platform_owner", platformOwner)
                        .claim("sid", access.sessionId().value())
                        .claim("did", access.deviceId().value()));
    }

    /**
     * What the token proves, whatever became of its session since.
     *
     * @throws AccessRefused {@code INVALID_TOKEN} or {@code WRONG_PROFILE}
     */
    public AuthenticatedSession read(String token) {
        Jwt jwt = signed.verify(token);
        if (!TYPE.equals(jwt.getHeaders().get("typ")) || !USE.equals(jwt.getClaimAsString("token_use"))) {
            throw new AccessRefused(AccessRefused.Reason.WRONG_PROFILE);
        }
        return new AuthenticatedSession(
                new UserId(jwt.getSubject()),
                new SessionId(jwt.getClaimAsString("sid")),
                new DeviceId(jwt.getClaimAsString("did")),
                new EmailAddress(jwt.getClaimAsString("email")),
                SignedTokens.audienceOf(jwt),
                Objects.requireNonNull(jwt.getIssuedAt()));
    }
}
