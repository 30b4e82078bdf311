package io.ssouser.application.registration;

import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailClaim;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.user.User;
import java.time.Instant;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Addresses that somebody registered and nobody has proved to be theirs. Such a claim yields to whoever proves the address. */
public final class UnprovenClaims {
    private final Repository<User> users;
    private final IdentityClaims identities;

    public UnprovenClaims(Repository<User> users, IdentityClaims identities) {
        this.users = users;
        this.identities = identities;
    }

    /**
     * Frees the claim for the user who has proved the address, when another user holds it without a proof. That other user is erased, and
     * what strangers registered ends with it. Runs within the prover's unit of work.
     */
    public void freeFor(UserId prover, Aggregate<EmailClaim> claim, Instant now) {
        UserId holder = claim.<UserId>invoke(EmailClaim::owner);
        if (holder == null || holder.equals(prover)) {
            return;
        }
        Aggregate<User> user = users.load(holder.value());
        if (!user.<Boolean>invoke(known -> known.email().confirmed())) {
            claim.execute(held -> held.release(holder, now));
            user.execute(holding -> holding.erase(holder, identities));
        }
    }
}
