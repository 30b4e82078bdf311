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
     * Confirms the address of the account that the token was issued for.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN}, {@link Refusal#CONFIRMATION_USED} or {@link Refusal#CONFIRMATION_EXPIRED}
     */
    public UserId confirm(String token) {
        Use use = tokens.use(Purpose.CONFIRM_EMAIL, TokenHash.of(token), clock.instant());
        if (use instanceof Use.Accepted accepted) {
            return confirmed(accepted.userId(), registrationIn(token));
        }
        if (use instanceof Use.AlreadyUsed used) {
            return finishedAfterCrash(used.userId(), registrationIn(token));
        }
        throw new Refused(use instanceof Use.Expired ? Refusal.CONFIRMATION_EXPIRED : Refusal.CONFIRMATION_UNKNOWN);
    }

    /** A token that is used while its account is not confirmed was cut off half-way, and its bearer must not be stranded. */
    private UserId finishedAfterCrash(UserId user, int registration) {
        if (facts.hasConfirmed(user)) {
            throw new Refused(Refusal.CONFIRMATION_USED);
        }
        return confirmed(user, registration);
    }

    private UserId confirmed(UserId user, int registration) {
        commands.sendAndWait(new ConfirmEmail(user, registration));
        return user;
    }

    /** Of a token that was issued, so it is a number; links that were mailed before there were repetitions have none. */
    private static int registrationIn(String token) {
        int dot = token.indexOf('.');
        return dot < 0 ? 0 : Integer.parseInt(token.substring(dot + 1));
    }
}
