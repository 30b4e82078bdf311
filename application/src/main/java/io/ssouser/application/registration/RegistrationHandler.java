package io.ssouser.application.registration;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailClaim;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserCommand.Register;
import io.ssouser.domain.user.UserCommand.RegisterWithIdentity;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Registers a user and claims the address in one unit of work: both are in the log, or neither. Of two registrations of one address at
 * once, the log accepts one and fails the other as a concurrent change of the claim.
 */
public final class RegistrationHandler {
    private final Repository<EmailClaim> claims;
    private final IdentityClaims identities;
    private final Repository<User> users;
    private final UnprovenClaims unproven;

    public RegistrationHandler(Repository<EmailClaim> claims, IdentityClaims identities, Repository<User> users) {
        this.unproven = new UnprovenClaims(users, identities);
        this.claims = claims;
        this.identities = identities;
        this.users = users;
    }

    /**
     * Answers with the new user.
     *
     * @return {@link Refusal#EMAIL_TAKEN}, stored as an event of the claim, when another user holds the address, or may come back to it
     * @throws Exception never of its own: Axon's factory method declares it
     */
    @CommandHandler
    public Outcome<UserId> handle(Register command, Clock clock) throws Exception {
        boolean claimed = claims.loadOrCreate(command.claimId().value(), EmailClaim::new)
                .<Boolean>invoke(claim -> claim.claimFor(command.claimId(), command.userId(), clock.instant()));
        if (!claimed) {
            return Outcome.denied(Refusal.EMAIL_TAKEN);
        }
        users.newInstance(() -> User.register(command));
        return Outcome.done(command.userId());
    }

    /**
     * Answers with the new user. The caller has proved to own the address. So nobody gets a letter about a refusal, and a user with that
     * address who has not confirmed it is erased.
     *
     * @throws Refused {@link Refusal#IDENTITY_OF_ANOTHER} or {@link Refusal#EMAIL_TAKEN} when another user holds the one or the other
     * @throws Exception never of its own: Axon's factory method declares it
     */
    @CommandHandler
    public UserId handle(RegisterWithIdentity command, Clock clock) throws Exception {
        if (!identities.claim(command.identity().claimId(), command.userId())) {
            throw new Refused(Refusal.IDENTITY_OF_ANOTHER);
        }
        Aggregate<EmailClaim> address = claims.loadOrCreate(command.claimId().value(), EmailClaim::new);
        unproven.freeFor(command.userId(), address, clock.instant());
        boolean claimed =
                address.<Boolean>invoke(claim -> claim.claimFor(command.claimId(), command.userId(), clock.instant()));
        if (!claimed) {
            throw new Refused(Refusal.EMAIL_TAKEN);
        }
        users.newInstance(() -> User.register(command));
        return command.userId();
    }
}
