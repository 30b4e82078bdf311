package io.ssouser.domain.email;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimContested;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimed;
import io.ssouser.domain.user.UserId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one address belong to one account: the stream of an address's keyed hash, on which the log lets one writer win. Claimed in
 * the very unit of work in which its account is born.
 */
public class EmailClaim {
    @AggregateIdentifier
    private @Nullable EmailClaimId claimId;

    private @Nullable UserId owner;

    /** A claim that nobody holds yet: what a repository makes when it finds none. */
    public EmailClaim() {}

    /**
     * Claims the address for the account, or remembers the attempt when it is held already, by whomever.
     *
     * @return whether the account holds the claim from now on
     */
    public boolean claimFor(EmailClaimId id, UserId claimant) {
        if (owner != null) {
            apply(new EmailClaimContested(id, owner), MetaData.with(Provenance.SUBJECT, owner.value()));
            return false;
        }
        apply(new EmailClaimed(id, claimant));
        return true;
    }

    /** The account that holds the address; null before the first claim. */
    public @Nullable UserId owner() {
        return owner;
    }

    @EventSourcingHandler
    void on(EmailClaimed event) {
        claimId = event.claimId();
        owner = event.userId();
    }

    @EventSourcingHandler
    void on(UnknownEvent event) {
        throw event.met();
    }
}
