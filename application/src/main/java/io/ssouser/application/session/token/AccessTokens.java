package io.ssouser.application.session.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The tokens for the user's own routes. */
public final class AccessTokens {
    private static final String TYPE = "authos-management+jwt";
    private static final String USE = "management_access";

    /** About 10 MB when full; a token that is not remembered is verified again. */
    private static final int MOST_REMEMBERED = 10_000;

    /** After its last use: the address of somebody who was erased since does not stay in memory for long. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final SignedTokens signed;
    private final Duration life;
    private final Cache<TokenHash, Bearer> bearers;

    /** @param life the client's contract: 24 hours unless configured otherwise, and never under 30 seconds, or it refreshes for ever */
    public AccessTokens(SignedTokens signed, Duration life) {
        this.signed = signed;
        this.life = life;
        this.bearers = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(REMEMBERED)
                .build();
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
                        .jwtID(tokenId.toString())
                        .claim("token_use", USE)
                        .claim("email", access.email().value())
                        .claim("is_platform_owner", platformOwner)
                        .claim("sid", access.sessionId().value())
                        .claim("did", access.deviceId().value()));
    }

    /**
     * What the token proves, whatever became of its session since. A token that was verified is not verified again while it
     * is in use, until it ends.
     *
     * @throws AccessRefused {@code INVALID_TOKEN} or {@code WRONG_PROFILE}
     */
    public AuthenticatedSession read(String token) {
        TokenHash hash = TokenHash.of(token);
        Bearer known = bearers.getIfPresent(hash);
        if (known != null && signed.isStillGood(known.keyId(), known.expiresAt())) {
            return known.session();
        }
        Bearer bearer = bearer(signed.verify(token));
        bearers.put(hash, bearer);
        return bearer.session();
    }

    private static Bearer bearer(VerifiedToken token) {
        if (!token.isFor(TYPE, USE)) {
            throw new AccessRefused(AccessRefused.Reason.WRONG_PROFILE);
        }
        AuthenticatedSession session = new AuthenticatedSession(
                new UserId(token.text("sub")),
                new SessionId(token.text("sid")),
                new DeviceId(token.text("did")),
                new EmailAddress(token.text("email")),
                token.audience(),
                token.issuedAt());
        return new Bearer(session, token.keyId(), token.expiresAt());
    }

    /** What is remembered of a token that was verified. */
    private record Bearer(AuthenticatedSession session, String keyId, Instant expiresAt) {}
}
