package io.ssouser.application.session;

import io.ssouser.application.registration.PlatformOwners;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.application.session.token.AccessTokens;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.session.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the pairs of a session. The first refresh token is random; each successor is derived (HMAC-SHA256, RFC 2104) from its
 * predecessor, the session and a secret of the service, and so is the id of the access token beside it: whoever presents a token
 * again, on any node, gets the same pair, and nobody but its bearer can have it, because the predecessor is stored nowhere.
 */
public final class SessionTokens {
    private static final String HMAC = "HmacSHA256";
    private static final int TOKEN_BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final AccessTokens access;
    private final UserFacts facts;
    private final PlatformOwners owners;
    private final SecureRandom random;
    private final SecretKeySpec secret;

    public SessionTokens(
            AccessTokens access, UserFacts facts, PlatformOwners owners, ServiceSecrets secrets, SecureRandom random) {
        this.access = access;
        this.facts = facts;
        this.owners = owners;
        this.random = random;
        this.secret = new SecretKeySpec(secrets.secret("refresh-token-succession", this::randomBytes), HMAC);
    }

    String firstRefreshToken() {
        return BASE64URL.encodeToString(randomBytes());
    }

    /** @param generation of the successor */
    String successorOf(String refreshToken, SessionId session, long generation) {
        return BASE64URL.encodeToString(derive("refresh", session, generation, refreshToken));
    }

    /**
     * The pair of that generation.
     *
     * @throws Refused {@link Refusal#USER_NOT_FOUND} when the user is gone
     */
    TokenPair pair(Session session, long generation, String refreshToken, Instant issuedAt) {
        EmailAddress email = facts.emailOf(session.userId()).orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
        AuthenticatedSession proved = new AuthenticatedSession(
                session.userId(),
                session.id(),
                session.deviceId(),
                email,
                session.audience(),
                issuedAt.truncatedTo(ChronoUnit.SECONDS));
        String accessToken = access.issue(proved, owners.contains(session.userId()), tokenId(session.id(), generation));
        return new TokenPair(accessToken, refreshToken, access.life().toSeconds());
    }

    /** A UUID of version 4, RFC 9562 5.4, whose other bits are derived. */
    private UUID tokenId(SessionId session, long generation) {
        ByteBuffer bits = ByteBuffer.wrap(derive("access", session, generation, ""));
        long high = bits.getLong() & ~0xF000L | 0x4000L;
        long low = bits.getLong() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low);
    }

    private byte[] derive(String purpose, SessionId session, long generation, String predecessor) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            String message = String.join("\n", purpose, session.value(), Long.toString(generation), predecessor);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
