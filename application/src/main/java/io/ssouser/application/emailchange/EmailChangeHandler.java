package io.ssouser.application.emailchange;

import io.ssouser.application.registration.UnprovenClaims;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailChangePolicy;
import io.ssouser.domain.email.EmailClaim;
import io.ssouser.domain.email.EmailMove;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.recovery.UndoneChange;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserCommand.ConfirmEmailChange;
import io.ssouser.domain.user.UserCommand.UndoEmailChange;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Moves a user and the claims on both addresses in one unit of work: all are in the log, or none. Of two users who move to one address at
 * once, the claim accepts one.
 */
public final class EmailChangeHandler {
    private final Repository<EmailClaim> claims;
    private final Repository<User> users;
    private final IdentityClaims identities;
    private final UnprovenClaims unproven;

    public EmailChangeHandler(Repository<EmailClaim> claims, IdentityClaims identities, Repository<User> users) {
        this.claims = claims;
        this.identities = identities;
        this.users = users;
        this.unproven = new UnprovenClaims(users, identities);
    }

    /**
     * The address that is left stays reserved for the user as long as it may be taken back. A user who registered the new address and has
     * not confirmed it is erased.
     *
     * @throws Refused {@link Refusal#EMAIL_TAKEN} when another user holds the address by now, or what the user aggregate refuses
     * @throws Exception never of its own: Axon's factory method declares it
     */
    @CommandHandler
    public void handle(ConfirmEmailChange command, Clock clock) throws Exception {
        Instant now = clock.instant();
        EmailMove move = users.load(command.userId().value()).invoke(user -> user.confirm(command, now));
        follow(command.userId(), move, now, EmailChangePolicy.undoableUntil(now));
    }

    /**
     * The address that is left is free for all at once, because the person did not move to it. So is the former address when the user stays
     * at the new one.
     *
     * @throws Refused what the user aggregate refuses
     * @throws Exception never of its own: Axon's factory method declares it
     */
    @CommandHandler
    public UndoneChange handle(UndoEmailChange command, Clock clock) throws Exception {
        Instant now = clock.instant();
        UndoneChange undone = users.load(command.userId().value()).invoke(user -> user.undo(command, identities, now));
        if (undone.back() != null) {
            follow(command.userId(), undone.back(), now, now);
        } else if (undone.freed()) {
            claims.load(command.claimId().value()).execute(claim -> claim.free(command.userId(), now));
        }
        return undone;
    }

    private void follow(UserId user, EmailMove move, Instant now, Instant freeFrom) throws Exception {
        Aggregate<EmailClaim> next = claims.loadOrCreate(move.to().value(), EmailClaim::new);
        unproven.freeFor(user, next, now);
        boolean claimed = next.<Boolean>invoke(claim -> claim.claimFor(move.to(), user, now));
        if (!claimed) {
            throw new Refused(Refusal.EMAIL_TAKEN);
        }
        claims.load(move.from().value()).execute(claim -> claim.release(user, freeFrom));
    }
}
