package io.ssouser.application.session.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import io.ssouser.application.session.token.AccessRefused.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The content of a token whose signature, issuer, audience and times are in order. Its type and use are the reader's to judge. */
record VerifiedToken(JWSHeader header, JWTClaimsSet claims) {
    private static final String ORG = "org";
    private static final String SERVICE = "service";

    boolean isFor(String type, String use) {
        return header.getType() != null
                && type.equals(header.getType().getType())
                && use.equals(textOrNull("token_use"));
    }

    /** @throws AccessRefused {@link Reason#INVALID_TOKEN} when the token does not have that claim, or it is no text */
    String text(String claim) {
        String text = textOrNull(claim);
        if (text == null) {
            throw new AccessRefused(Reason.INVALID_TOKEN);
        }
        return text;
    }

    private @Nullable String textOrNull(String claim) {
        return claims.getClaim(claim) instanceof String text ? text : null;
    }

    /** For whom the token was made. */
    Audience audience() {
        return new Audience(textOrNull(ORG), textOrNull(SERVICE));
    }

    /** Says in a new token for whom it is made. */
    static void addAudience(JWTClaimsSet.Builder claims, Audience audience) {
        claims.audience(audience.claim());
        if (audience.org() != null) {
            claims.claim(ORG, audience.org());
        }
        if (audience.service() != null) {
            claims.claim(SERVICE, audience.service());
        }
    }

    String keyId() {
        return header.getKeyID();
    }

    Instant issuedAt() {
        return claims.getIssueTime().toInstant();
    }

    Instant expiresAt() {
        return claims.getExpirationTime().toInstant();
    }
}
