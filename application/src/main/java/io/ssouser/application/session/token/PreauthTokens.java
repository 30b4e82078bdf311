package io.ssouser.application.session.token;

import io.ssouser.domain.UserId;
import io.ssouser.domain.session.AttemptId;
import java.time.Clock;
import java.time.Duration;

/** The tokens that stand for a right password until the second factor is shown. They are good for nothing else. */
public final class PreauthTokens {
    /** The client's contract: five minutes; the client recognises the challenge by these very 300 seconds. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final String TYPE = "authos-mfa-preauth+jwt";
    private static final String USE = "mfa_preauth";

    private final SignedTokens signed;
    private final Clock clock;

    public PreauthTokens(SignedTokens signed, Clock clock) {
        this.signed = signed;
        this.clock = clock;
    }

    /** The unfinished sign-in that a token stands for. */
    public record Pending(UserId userId, AttemptId attemptId, Audience audience) {}

    public String issue(Pending pending) {
        return signed.sign(
                TYPE,
                pending.audience(),
                clock.instant(),
                LIFE,
                claims -> claims.subject(pending.userId().value())
                        .jwtID(pending.attemptId().value())
                        .claim("token_use", USE)
                        .claim("mfa_required", true)
                        .claim("mfa_verified", false));
    }

    /** @throws AccessRefused {@code INVALID_TOKEN}, also for a sound token of another purpose */
    public Pending read(String token) {
        VerifiedToken verified = signed.verify(token);
        if (!verified.isFor(TYPE, USE)) {
            throw new AccessRefused(AccessRefused.Reason.INVALID_TOKEN);
        }
        return new Pending(new UserId(verified.text("sub")), new AttemptId(verified.text("jti")), verified.audience());
    }
}
