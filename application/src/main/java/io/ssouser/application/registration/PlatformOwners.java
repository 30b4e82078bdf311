package io.ssouser.application.registration;

import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who owns the platform: the user who holds the configured address and has confirmed it. It is read from the log at the moment of asking,
 * on every node. So a user who has left the address may do nothing more, whatever an older token says.
 */
public final class PlatformOwners {
    private final @Nullable EmailAddress configured;
    private final EmailOwners owners;
    private final UserFacts facts;

    /** @param configured null when the platform has no owner */
    public PlatformOwners(@Nullable EmailAddress configured, EmailOwners owners, UserFacts facts) {
        this.configured = configured;
        this.owners = owners;
        this.facts = facts;
    }

    public boolean contains(UserId user) {
        return configured != null
                && owners.ownerOf(configured).filter(user::equals).isPresent()
                && facts.hasConfirmed(user);
    }
}
