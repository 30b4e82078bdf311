package io.ssouser.domain.email;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimContested;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimReleased;
import io.ssouser.domain.email.EmailClaimEvent.EmailClaimed;
import java.time.Instant;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one address belong to one user: the stream of an address's keyed hash, on which the log lets one writer win. Claimed in
 * the very unit of work in which its user registers or moves to the address.
 */
public class EmailClaim {
    @AggregateIdentifier
    private @Nullable EmailClaimId claimId;

    private @Nullable UserId owner;

    /** The last holder, who may return before {@link #freeFrom}; null while somebody holds the address. */
    private @Nullable UserId leaver;

    private @Nullable Instant freeFrom;

    /** A claim that nobody holds yet: what a repository makes when it finds none. */
    public EmailClaim() {}

    /**
     * Claims the address for the user, or records the attempt if anybody holds it already. An address that waits for its
     * last owner is refused without a trace: that owner does not use it, and so has nothing to be told.
     *
     * @return whether the user holds the claim from now on
     */
    public boolean claimFor(EmailClaimId id, UserId claimant, Instant now) {
        if (owner != null) {
            apply(new EmailClaimContested(id, owner), MetaData.with(Provenance.SUBJECT, owner.value()));
            return false;
        }
        if (freeFrom != null && now.isBefore(freeFrom) && !claimant.equals(leaver)) {
            return false;
        }
        apply(new EmailClaimed(id, claimant));
        return true;
    }

    /**
     * Leaves the address.
     *
     * @param free from when on anybody may claim it; until then its owner may come back
     * @throws IllegalStateException when the user is not the owner
     */
    public void release(UserId holder, Instant free) {
        if (claimId == null || !holder.equals(owner)) {
            throw new IllegalStateException("An address is left by its owner alone");
        }
        apply(new EmailClaimReleased(claimId, holder, free));
    }

    /** Lets anybody claim the address that waits for that user. Nothing happens when it waits for none, or for another. */
    public void free(UserId waitedFor, Instant now) {
        if (claimId != null && waitedFor.equals(leaver) && freeFrom != null && now.isBefore(freeFrom)) {
            apply(new EmailClaimReleased(claimId, waitedFor, now));
        }
    }

    /** The user that holds the address; null when none does. */
    public @Nullable UserId owner() {
        return owner;
    }

    @EventSourcingHandler
    void on(EmailClaimed event) {
        claimId = event.claimId();
        owner = event.userId();
        leaver = null;
        freeFrom = null;
    }

    @EventSourcingHandler
    void on(EmailClaimReleased event) {
        owner = null;
        leaver = event.userId();
        freeFrom = event.freeFrom();
    }

    @EventSourcingHandler
    void on(UnknownEvent event) {
        throw event.met();
    }
}
