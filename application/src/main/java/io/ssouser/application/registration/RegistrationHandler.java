package io.ssouser.application.registration;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.email.EmailClaim;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserCommand.Register;
import io.ssouser.domain.user.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/**
 * Bears an account and the claim on its address in one unit of work: both are in the log, or neither. Of two registrations of one
 * address at once, the log lets one pass and fails the other as a concurrent change of the claim.
 */
public final class RegistrationHandler {
    private final Repository<EmailClaim> claims;
    private final Repository<User> users;

    public RegistrationHandler(Repository<EmailClaim> claims, Repository<User> users) {
        this.claims = claims;
        this.users = users;
    }

    /**
     * Answers with the new account.
     *
     * @return {@link Refusal#EMAIL_TAKEN}, remembered by the claim, when another account holds the address
     * @throws Exception never of its own: Axon's factory method declares it
     */
    @CommandHandler
    public Outcome<UserId> handle(Register command) throws Exception {
        boolean claimed = claims.loadOrCreate(command.claimId().value(), EmailClaim::new)
                .<Boolean>invoke(claim -> claim.claimFor(command.claimId(), command.userId()));
        if (!claimed) {
            return Outcome.denied(Refusal.EMAIL_TAKEN);
        }
        users.newInstance(() -> User.register(command));
        return Outcome.done(command.userId());
    }
}
