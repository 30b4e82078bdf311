package io.ssouser.application.recovery;

import io.ssouser.application.command.Commands;
import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.OneTimeTokens.TokenPurpose;
import io.ssouser.application.registration.OneTimeTokens.Use;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.recovery.WaysIn;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.domain.user.UserCommand.JudgePasswordReset;
import io.ssouser.domain.user.UserCommand.ResetPassword;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateNotFoundException;

/**
 * The proof that whoever forgot a password reads the user's mail: a token that comes back within the hour. The user aggregate decides last.
 * So a token that was marked as used, but whose reset was refused or cut off by a crash, still works. No token works after the password has
 * changed.
 */
public final class ResetLinks {
    /** The client's contract: one hour. */
    static final Duration LIFE = Duration.ofHours(1);

    private final OneTimeTokens tokens;
    private final Commands commands;
    private final Supplier<UUID> tokenSource;
    private final Clock clock;

    /** @param tokenSource UUIDs of version 4 from a cryptographically strong source: 122 random bits each */
    public ResetLinks(OneTimeTokens tokens, Commands commands, Supplier<UUID> tokenSource, Clock clock) {
        this.tokens = tokens;
        this.commands = commands;
        this.tokenSource = tokenSource;
        this.clock = clock;
    }

    /** A fresh token. Those issued before stay good until one of them is used. */
    String issue(UserId user) {
        String token = tokenSource.get().toString();
        Instant now = clock.instant();
        tokens.keep(TokenPurpose.RESET_PASSWORD, TokenHash.of(token), user, now, now.plus(LIFE));
        return token;
    }

    /** When a token ends that is issued now. */
    Instant issuedNowIsGoodUntil() {
        return clock.instant().plus(LIFE);
    }

    /**
     * Whether the link can be used; changes nothing.
     *
     * @throws Refused what {@link #reset} says of the token
     */
    public void look(String token) {
        Instant now = clock.instant();
        follow(tokens.look(TokenPurpose.RESET_PASSWORD, TokenHash.of(token), now), now, JudgePasswordReset::new);
    }

    /**
     * Gives another password to the user for whom the token was issued.
     *
     * @throws Refused {@link Refusal#RESET_LINK_UNKNOWN}, {@link Refusal#RESET_LINK_USED}, {@link Refusal#RESET_LINK_EXPIRED}, or what
     *     the policy says of the password; in that case the token may be used again
     * @return the user's other ways in
     */
    public WaysIn reset(String token, Password newPassword) {
        boolean wasGood = isGood(token);
        Instant now = clock.instant();
        try {
            return follow(
                    tokens.use(TokenPurpose.RESET_PASSWORD, TokenHash.of(token), now),
                    now,
                    (user, issued) -> new ResetPassword(user, newPassword, issued));
        } catch (Refused refused) {
            // The link was good a moment ago: another use of it has come first at the user aggregate, whichever was
            // first at
            // its token.
            boolean isOvertaken = wasGood && refused.refusal() == Refusal.RESET_LINK_UNKNOWN;
            throw isOvertaken ? new Refused(Refusal.RESET_LINK_USED) : refused;
        }
    }

    private boolean isGood(String token) {
        try {
            look(token);
            return true;
        } catch (Refused notGood) {
            return false;
        }
    }

    private <R> R follow(Use use, Instant now, BiFunction<UserId, Instant, UserCommand<R>> command) {
        if (use instanceof Use.Accepted accepted) {
            return send(command.apply(accepted.userId(), accepted.expiresAt().minus(LIFE)), Refusal.RESET_LINK_UNKNOWN);
        }
        if (use instanceof Use.AlreadyUsed used && now.isBefore(used.expiresAt())) {
            return send(command.apply(used.userId(), used.expiresAt().minus(LIFE)), Refusal.RESET_LINK_USED);
        }
        throw new Refused(why(use));
    }

    private static Refusal why(Use use) {
        if (use instanceof Use.Expired) {
            return Refusal.RESET_LINK_EXPIRED;
        }
        return use instanceof Use.AlreadyUsed ? Refusal.RESET_LINK_USED : Refusal.RESET_LINK_UNKNOWN;
    }

    private <R> R send(UserCommand<R> command, Refusal whenVoid) {
        try {
            return commands.send(command);
        } catch (AggregateNotFoundException gone) {
            throw new Refused(Refusal.RESET_LINK_UNKNOWN);
        } catch (Refused refused) {
            throw refused.refusal() == Refusal.RESET_LINK_UNKNOWN ? new Refused(whenVoid) : refused;
        }
    }
}
