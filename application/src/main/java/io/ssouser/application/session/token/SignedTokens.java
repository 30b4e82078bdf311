package io.ssouser.application.session.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Signs and verifies JWTs of any purpose: RS256 alone, with this service's keys and issuer, for one audience. One set of claims gives
 * the same token, byte for byte, on every node, until the keys are rotated. Verifying touches no network, and hardly ever the disk.
 */
public final class SignedTokens {
    private static final String ORG = "org";
    private static final String SERVICE = "service";

    /** How far the clock of the node that issued a token may be ahead of ours. Expiry is judged without allowance. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    /** RFC 7515, 3.1 and 2: base64url without padding. The decoder itself passes over characters that do not belong. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final OAuth2TokenValidatorResult SOUND = OAuth2TokenValidatorResult.success();
    private static final OAuth2TokenValidatorResult UNSOUND =
            OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));

    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;
    private final NimbusJwtDecoder decoder;

    /** @param issuer base URL of the service; a trailing slash is dropped */
    public SignedTokens(SigningKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        this.clock = clock;
        this.decoder = new NimbusJwtDecoder(processor(keys));
        this.decoder.setJwtValidator(this::judge);
    }

    /** Judges the signature alone: by a key of ours that the token names, and by no other algorithm than ours. */
    private static JWTProcessor<SecurityContext> processor(SigningKeys keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        processor.setJWSKeySelector(
                (header, context) -> header.getKeyID() != null && JWSAlgorithm.RS256.equals(header.getAlgorithm())
                        ? keys.knowing(header.getKeyID()).verifying(header.getKeyID())
                        : List.of());
        return processor;
    }

    String sign(
            String type, Audience audience, Instant issuedAt, Duration life, Consumer<JwtClaimsSet.Builder> claims) {
        JwtClaimsSet.Builder all = JwtClaimsSet.builder();
        claims.accept(all);
        all.issuer(issuer)
                .audience(List.of(audience.claim()))
                .issuedAt(issuedAt)
                .expiresAt(issuedAt.plus(life));
        if (audience.org() != null) {
            all.claim(ORG, audience.org());
        }
        if (audience.service() != null) {
            all.claim(SERVICE, audience.service());
        }
        KeySet signing = keys.current();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .keyId(signing.signingKeyId())
                .type(type)
                .build();
        return signing.encoder()
                .encode(JwtEncoderParameters.from(header, all.build()))
                .getTokenValue();
    }

    /**
     * The token's content. Its type and use are the caller's to judge.
     *
     * @throws AccessRefused {@link AccessRefused.Reason#INVALID_TOKEN}
     */
    Jwt verify(String token) {
        if (!COMPACT.matcher(token).matches()) {
            throw new AccessRefused(AccessRefused.Reason.INVALID_TOKEN);
        }
        try {
            return decoder.decode(token);
        } catch (JwtException | IllegalArgumentException e) {
            throw new AccessRefused(AccessRefused.Reason.INVALID_TOKEN);
        }
    }

    /** For whom a verified token was made, as its claims say. */
    static Audience audienceOf(Jwt jwt) {
        return new Audience(jwt.getClaimAsString(ORG), jwt.getClaimAsString(SERVICE));
    }

    private OAuth2TokenValidatorResult judge(Jwt jwt) {
        Instant now = clock.instant();
        Instant issuedAt = jwt.getIssuedAt();
        Instant expiresAt = jwt.getExpiresAt();
        boolean ours = issuer.equals(jwt.getClaimAsString("iss"))
                && List.of(audienceOf(jwt).claim()).equals(jwt.getAudience());
        boolean timely = issuedAt != null
                && expiresAt != null
                && now.isBefore(expiresAt)
                && !issuedAt.isAfter(now.plus(CLOCKS_DIFFER));
        return ours && timely ? SOUND : UNSOUND;
    }
}
