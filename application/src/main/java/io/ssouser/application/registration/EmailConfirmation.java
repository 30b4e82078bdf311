package io.ssouser.application.registration;

import io.ssouser.application.registration.OneTimeTokens.Purpose;
import io.ssouser.application.registration.OneTimeTokens.Use;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;

/**
 * The proof that an account's address is its owner's: a token that reaches the mailbox and comes back within a day. It is a random part and
 * the number of the registration that it confirms; what is kept is the hash of all of it.
 */
public final class EmailConfirmation {
    /** The client's contract: 24 hours. */
    static final Duration LIFE = Duration.ofHours(24);

    private final OneTimeTokens tokens;
    private final AccountFacts facts;
    private final CommandGateway commands;
    private final Supplier<UUID> tokenSource;
    private final Clock clock;

    /** @param tokenSource UUIDs of version 4 from a cryptographically strong source: 122 random bits each */
    public EmailConfirmation(
            OneTimeTokens tokens,
            AccountFacts facts,
            CommandGateway commands,
            Supplier<UUID> tokenSource,
            Clock clock) {
        this.tokens = tokens;
        this.facts = facts;
        this.commands = commands;
        this.tokenSource = tokenSource;
        this.clock = clock;
    }

    /** A fresh token for that registration. Those issued before stay good. */
    String issue(UserId user, int registration) {
        String token = tokenSource.get() + "." + registration;
        Instant now = clock.instant();
        tokens.keep(Purpose.CONFIRM_EMAIL, TokenHash.of(token), user, now, now.plus(LIFE));
        return token;
    }

    /** When a token ends that is issued now. */
    Instant issuedNowIsGoodUntil() {
        return clock.instant().plus(LIFE);
    }

    /**
     * Whether the link can be used; changes nothing.
     *
     * @throws Refused as {@link #confirm}
     */
    public void look(String token) {
        if (facts.hasConfirmed(userOf(token))) {
            throw new Refused(Refusal.CONFIRMATION_USED);
        }
    }

    /**
     * Confirms the address of the account that the token was issued for. The account has the last word, so of any number of calls at once one
     * confirms, and a call that was cut off by a crash can be repeated.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN}, {@link Refusal#CONFIRMATION_USED}, also when the address was confirmed in
     *     another way, or {@link Refusal#CONFIRMATION_EXPIRED}
     */
    public UserId confirm(String token) {
        UserId user = userOf(token);
        try {
            commands.sendAndWait(new ConfirmEmail(user, registrationIn(token)));
        } catch (AggregateNotFoundException gone) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
        tokens.use(Purpose.CONFIRM_EMAIL, TokenHash.of(token), clock.instant());
        return user;
    }

    private UserId userOf(String token) {
        Instant now = clock.instant();
        Use state = tokens.look(Purpose.CONFIRM_EMAIL, TokenHash.of(token), now);
        if (state instanceof Use.Accepted accepted) {
            return accepted.userId();
        }
        if (state instanceof Use.AlreadyUsed used) {
            if (now.isBefore(used.expiresAt())) {
                return used.userId();
            }
            throw new Refused(Refusal.CONFIRMATION_USED);
        }
        throw new Refused(state instanceof Use.Expired ? Refusal.CONFIRMATION_EXPIRED : Refusal.CONFIRMATION_UNKNOWN);
    }

    /** Of a token that was issued, so it is a number; links that were mailed before there were repetitions have none. */
    private static int registrationIn(String token) {
        int dot = token.indexOf('.');
        return dot < 0 ? 0 : Integer.parseInt(token.substring(dot + 1));
    }
}
