package io.ssouser.application.identity;

import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.OneTimeTokens.Purpose;
import io.ssouser.application.registration.OneTimeTokens.Use;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.user.UserId;
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
 * verifier (RFC 7636) if a challenge was sent. A code is a random part and the identity's claim; what is kept is the hash of all of it.
 */
public final class SignInCodes {
    /** A browser follows a redirect at once (RFC 6749, 4.1.2, allows ten minutes at most). */
    private static final Duration LIFE = Duration.ofSeconds(60);

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
    record Redeemed(UserId userId, IdentityClaimId claimId) {}

    String issue(UserId user, IdentityClaimId claim, @Nullable String challenge) {
        String code = random.get() + "." + claim;
        Instant now = clock.instant();
        tokens.keep(Purpose.SIGN_IN_WITH_IDENTITY, kept(code, challenge), user, now, now.plus(LIFE));
        return code;
    }

    /** @throws Refused {@link Refusal#SIGN_IN_CODE_INVALID} when it was never issued, used before, too old, or another's */
    Redeemed redeem(String code, @Nullable String verifier) {
        TokenHash token = kept(code, verifier == null ? null : challengeOf(verifier));
        if (tokens.use(Purpose.SIGN_IN_WITH_IDENTITY, token, clock.instant()) instanceof Use.Accepted accepted) {
            return new Redeemed(accepted.userId(), new IdentityClaimId(code.substring(code.indexOf('.') + 1)));
        }
        throw new Refused(Refusal.SIGN_IN_CODE_INVALID);
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
