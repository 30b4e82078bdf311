package io.ssouser.application.registration;

import io.ssouser.application.command.Commands;
import io.ssouser.application.registration.OneTimeTokens.TokenPurpose;
import io.ssouser.application.registration.OneTimeTokens.Use;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserCommand.ConfirmEmailOnPage;
import io.ssouser.domain.user.UserCommand.JudgeConfirmation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a user's address belongs to the person: a token that reaches the mailbox and comes back within a day. Only its hash is
 * kept. It does not say who registered: the user aggregate decides whose password counts.
 */
public final class EmailConfirmation {
    /** The client's contract: 24 hours. */
    static final Duration LIFE = Duration.ofHours(24);

    private final OneTimeTokens tokens;
    private final Commands commands;
    private final Supplier<UUID> tokenSource;
    private final Clock clock;

    /** @param tokenSource UUIDs of version 4 from a cryptographically strong source: 122 random bits each */
    public EmailConfirmation(OneTimeTokens tokens, Commands commands, Supplier<UUID> tokenSource, Clock clock) {
        this.tokens = tokens;
        this.commands = commands;
        this.tokenSource = tokenSource;
        this.clock = clock;
    }

    /** A fresh token. Those issued before stay good. */
    String issue(UserId user) {
        String token = tokenSource.get().toString();
        Instant now = clock.instant();
        tokens.keep(TokenPurpose.CONFIRM_EMAIL, TokenHash.of(token), user, now, now.plus(LIFE));
        return token;
    }

    /** When a token ends that is issued now. */
    Instant issuedNowIsGoodUntil() {
        return clock.instant().plus(LIFE);
    }

    /**
     * Whether a password that was registered in the browser counts when the link is used there; changes nothing.
     *
     * @param browser null for one that was never seen
     * @throws Refused as {@link #confirm(String)}
     */
    public boolean look(String token, @Nullable BrowserHash browser) {
        return send(new JudgeConfirmation(userOf(token), browser));
    }

    /**
     * Confirms the address of the user for whom the token was issued, on behalf of a program. The user aggregate decides last. So one of
     * any number of calls at once confirms, and a call that was cut off by a crash can be repeated.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN}, {@link Refusal#CONFIRMATION_USED}, also when the address was confirmed in
     *     another way, {@link Refusal#CONFIRMATION_EXPIRED}, or {@link Refusal#CONFIRMATION_NEEDS_PASSWORD}
     */
    public UserId confirm(String token) {
        return use(token, new ConfirmEmail(userOf(token)));
    }

    /**
     * The same for a person on a page.
     *
     * @param browser null for one that was never seen
     * @param chosen null where the page asked for none
     * @throws Refused also what the policy says of the password
     */
    public UserId confirm(String token, @Nullable BrowserHash browser, @Nullable Password chosen) {
        return use(token, new ConfirmEmailOnPage(userOf(token), browser, chosen));
    }

    private UserId use(String token, UserCommand<Void> command) {
        send(command);
        tokens.use(TokenPurpose.CONFIRM_EMAIL, TokenHash.of(token), clock.instant());
        return command.userId();
    }

    private <R> R send(UserCommand<R> command) {
        try {
            return commands.send(command);
        } catch (AggregateNotFoundException gone) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
    }

    private UserId userOf(String token) {
        Instant now = clock.instant();
        Use state = tokens.look(TokenPurpose.CONFIRM_EMAIL, TokenHash.of(token), now);
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
}
