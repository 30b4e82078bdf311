package io.ssouser.application.recovery;

import io.ssouser.application.command.Commands;
import io.ssouser.application.vault.keys.EncryptedTexts;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.recovery.WaysIn;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.domain.user.UserCommand.ClearAccess;
import io.ssouser.domain.user.UserCommand.ListWaysIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;

/**
 * The user's other ways in after a reset of the password, and one link that ends them all. The link says what it is good for and is signed,
 * so nothing is kept of it. It works for a week, and as long as that reset is the latest change of password and address.
 */
public final class AccessReview {
    private static final String PURPOSE = "clear-access";

    /** As long as a change of address can be undone. */
    private static final Duration LIFE = Duration.ofDays(7);

    private final Commands commands;
    private final EncryptedTexts encryption;
    private final String linkBase;
    private final Clock clock;

    /** @param linkBase everything of the link up to the token */
    public AccessReview(Commands commands, EncryptedTexts encryption, String linkBase, Clock clock) {
        this.commands = commands;
        this.encryption = encryption;
        this.linkBase = linkBase;
        this.clock = clock;
    }

    /** The user's ways in now, beside the password. */
    WaysIn of(UserId user) {
        return send(new ListWaysIn(user, null));
    }

    /** @param resetAt when the password was reset */
    String link(UserId user, Instant resetAt) {
        return linkBase + encryption.token(PURPOSE, user.value(), Long.toString(resetAt.toEpochMilli()));
    }

    /**
     * What the link would end; changes nothing.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN}, also when the password or the address became another since, {@link
     *     Refusal#CONFIRMATION_USED}, {@link Refusal#CONFIRMATION_EXPIRED}
     */
    public WaysIn look(String token) {
        ClearAccess link = read(token);
        return send(new ListWaysIn(link.userId(), link.passwordSince()));
    }

    /**
     * Ends it, and every session.
     *
     * @throws Refused as {@link #look}
     */
    public WaysIn clear(String token) {
        return send(read(token));
    }

    private ClearAccess read(String token) {
        List<String> said = encryption
                .read(token)
                .filter(parts -> parts.get(0).equals(PURPOSE))
                .orElseThrow(() -> new Refused(Refusal.CONFIRMATION_UNKNOWN));
        Instant resetAt = Instant.ofEpochMilli(Long.parseLong(said.get(2)));
        if (!clock.instant().isBefore(resetAt.plus(LIFE))) {
            throw new Refused(Refusal.CONFIRMATION_EXPIRED);
        }
        return new ClearAccess(new UserId(said.get(1)), resetAt);
    }

    private WaysIn send(UserCommand<WaysIn> command) {
        try {
            return commands.send(command);
        } catch (AggregateNotFoundException gone) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
    }
}
