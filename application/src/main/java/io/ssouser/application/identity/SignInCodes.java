package io.ssouser.application.identity;

import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.OneTimeTokens.TokenPurpose;
import io.ssouser.application.registration.OneTimeTokens.Use;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaimId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The codes with which an application gets a session for the browser that came back to it: good once, for a minute, and for who knows the
 * verifier (RFC 7636) if a challenge was sent. A code is a random part, the identity's claim, the epoch of the user's proofs in which that
 * was proved, and for whom the session will be; what is kept is the hash of all of it, so none of it can be exchanged.
 */
public final class SignInCodes {
    /** A browser follows a redirect at once (RFC 6749, 4.1.2, allows ten minutes at most). */
    private static final Duration LIFE = Duration.ofSeconds(60);

    private static final int PARTS = 5;

    private final OneTimeTokens tokens;
    private final Supplier<String> random;
    private final Clock clock;

    /** @param random at least 128 random bits each, and no full stop */
    public SignInCodes(OneTimeTokens tokens, Supplier<String> random, Clock clock) {
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
    }

    /** Whose code it was. */
    record Redeemed(UserId userId, IdentityClaimId claimId, int epoch, Audience audience) {}

    String issue(UserId user, IdentityClaimId claim, int epoch, Audience audience, @Nullable String challenge) {
        String code = String.join(
                ".",
                random.get(),
                claim.value(),
                Integer.toString(epoch),
                orEmpty(audience.org()),
                orEmpty(audience.service()));
        Instant now = clock.instant();
        tokens.keep(TokenPurpose.SIGN_IN_WITH_IDENTITY, kept(code, challenge), user, now, now.plus(LIFE));
        return code;
    }

    /** @throws Refused {@link Refusal#SIGN_IN_CODE_INVALID} when it was never issued, used before, too old, or another's */
    Redeemed redeem(String code, @Nullable String verifier) {
        TokenHash token = kept(code, verifier == null ? null : challengeOf(verifier));
        String[] parts = code.split("\\.", PARTS);
        if (parts.length == PARTS
                && tokens.use(TokenPurpose.SIGN_IN_WITH_IDENTITY, token, clock.instant())
                        instanceof Use.Accepted accepted) {
            return new Redeemed(
                    accepted.userId(),
                    new IdentityClaimId(parts[1]),
                    Integer.parseInt(parts[2]),
                    new Audience(orNull(parts[3]), orNull(parts[4])));
        }
        throw new Refused(Refusal.SIGN_IN_CODE_INVALID);
    }

    private static String orEmpty(@Nullable String slug) {
        return slug == null ? "" : slug;
    }

    private static @Nullable String orNull(String slug) {
        return slug.isEmpty() ? null : slug;
    }

    private static TokenHash kept(String code, @Nullable String challenge) {
        return TokenHash.of(challenge == null ? code : code + "\n" + challenge);
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
