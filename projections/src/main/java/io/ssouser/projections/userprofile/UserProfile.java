package io.ssouser.projections.userprofile;

import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's address, the one that is to follow, and when the user was registered.
 *
 * @param email null once the user is erased
 * @param emailVerifiedAt null until the address is confirmed
 * @param pendingEmail the address that is to follow; null without one, and once the user is erased
 * @param pendingUntil when it is too late for that; null without a pending address
 */
public record UserProfile(
        UserId id,
        @Nullable EmailAddress email,
        @Nullable Instant emailVerifiedAt,
        @Nullable EmailAddress pendingEmail,
        @Nullable Instant pendingUntil,
        Instant createdAt) {
    /** The name of the read model. */
    public static final String NAME = "user-profile";

    static UserProfile of(UserId id, @Nullable EmailAddress email, Instant createdAt) {
        return new UserProfile(id, email, null, null, null, createdAt);
    }

    UserProfile verifiedAt(Instant moment) {
        return new UserProfile(id, email, moment, pendingEmail, pendingUntil, createdAt);
    }

    UserProfile awaiting(@Nullable EmailAddress next, @Nullable Instant until) {
        return new UserProfile(id, email, emailVerifiedAt, next, until, createdAt);
    }

    /** With an address that was confirmed at that moment. */
    UserProfile at(@Nullable EmailAddress address, Instant moment) {
        return new UserProfile(id, address, moment, null, null, createdAt);
    }
}
