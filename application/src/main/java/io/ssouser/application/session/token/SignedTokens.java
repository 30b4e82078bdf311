package io.ssouser.application.session.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ssouser.application.session.token.AccessRefused.Reason;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

/**
 * Signs and verifies JWTs of any purpose, with this service's keys and issuer, for one audience. By {@link TokenAlgorithm#RS256} and
 * {@link TokenAlgorithm#EDDSA} one set of claims gives the same token, byte for byte, on every node, until the keys are rotated. Verifying touches no network, and hardly ever the disk.
 */
public final class SignedTokens {
    /** How far the clock of the node that issued a token may be ahead of ours. Expiry is judged without allowance. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private static final int PARTS = 3;

    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;

    /** @param issuer base URL of the service; a trailing slash is dropped */
    public SignedTokens(SigningKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        this.clock = clock;
    }

    String sign(
            String type, Audience audience, Instant issuedAt, Duration life, Consumer<JWTClaimsSet.Builder> claims) {
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder();
        claims.accept(all);
        all.issuer(issuer).issueTime(Date.from(issuedAt)).expirationTime(Date.from(issuedAt.plus(life)));
        VerifiedToken.addAudience(all, audience);
        KeySet signing = keys.current();
        JWSHeader header = signing.header().type(new JOSEObjectType(type)).build();
        SignedJWT token = new SignedJWT(header, all.build());
        try {
            token.sign(signing.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key signs", e);
        }
        return token.serialize();
    }

    /**
     * The token's content. Its type and use are the caller's to judge.
     *
     * @throws AccessRefused {@link Reason#INVALID_TOKEN}
     */
    VerifiedToken verify(String token) {
        SignedJWT jwt = parse(token);
        try {
            if (isSignedByUs(jwt)) {
                VerifiedToken verified = new VerifiedToken(jwt.getHeader(), jwt.getJWTClaimsSet());
                if (isOurs(verified) && isTimely(verified)) {
                    return verified;
                }
            }
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            throw new AccessRefused(Reason.INVALID_TOKEN);
        }
        throw new AccessRefused(Reason.INVALID_TOKEN);
    }

    /** A stranger's header may hold anything, and the library does not name all that it throws at it. */
    private static SignedJWT parse(String token) {
        if (!isCompact(token)) {
            throw new AccessRefused(Reason.INVALID_TOKEN);
        }
        try {
            return SignedJWT.parse(token);
        } catch (ParseException | RuntimeException malformed) {
            throw new AccessRefused(Reason.INVALID_TOKEN);
        }
    }

    /** Whether a token that was verified before would be verified again: its key still counts, and it has not expired. */
    boolean isStillGood(String keyId, Instant expiresAt) {
        return clock.instant().isBefore(expiresAt) && keys.current().knows(keyId);
    }

    /** RFC 7515, 3.1 and 2: base64url without padding. The decoder itself passes over characters that do not belong. */
    private static boolean isCompact(String token) {
        int part = 1;
        int length = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '.') {
                if (length == 0) {
                    return false;
                }
                part++;
                length = 0;
            } else if (isBase64Url(c)) {
                length++;
            } else {
                return false;
            }
        }
        return part == PARTS && length > 0;
    }

    private static boolean isBase64Url(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private boolean isSignedByUs(SignedJWT jwt) throws JOSEException {
        String keyId = jwt.getHeader().getKeyID();
        return keyId != null && keys.knowing(keyId).hasSigned(jwt);
    }

    private boolean isOurs(VerifiedToken token) {
        return issuer.equals(token.claims().getIssuer())
                && List.of(token.audience().claim()).equals(token.claims().getAudience());
    }

    private boolean isTimely(VerifiedToken token) {
        Date issued = token.claims().getIssueTime();
        Date expires = token.claims().getExpirationTime();
        Instant now = clock.instant();
        return issued != null
                && expires != null
                && now.isBefore(expires.toInstant())
                && !issued.toInstant().isAfter(now.plus(CLOCKS_DIFFER));
    }
}
