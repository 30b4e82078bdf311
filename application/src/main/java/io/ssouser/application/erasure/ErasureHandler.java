package io.ssouser.application.erasure;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailClaim;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserCommand.Erase;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Erases a user and frees the address and the identities that the user held, in one unit of work. */
public final class ErasureHandler {
    private final Repository<User> users;
    private final Repository<EmailClaim> claims;
    private final IdentityClaims identities;
    private final Clock clock;

    public ErasureHandler(
            Repository<User> users, Repository<EmailClaim> claims, IdentityClaims identities, Clock clock) {
        this.users = users;
        this.claims = claims;
        this.identities = identities;
        this.clock = clock;
    }

    /** @throws Refused {@link Refusal#ERASURE_NOT_DUE} */
    @CommandHandler
    public void handle(Erase command) {
        Instant now = clock.instant();
        Aggregate<User> user = users.load(command.userId().value());
        EmailClaimId address = user.invoke(erased -> erased.addressToLeave(now));
        claims.load(address.value()).execute(claim -> claim.release(command.userId(), now));
        user.execute(erased -> erased.erase(command.userId(), identities));
    }
}
