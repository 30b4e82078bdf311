package io.ssouser.projections.mfaage;

import io.ssouser.domain.UserId;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.fold.Fold;
import java.time.Instant;

/** One {@link MfaAge} for each user who has a second factor. */
public final class MfaAgeFold extends Fold<MfaAgeFold.MfaAge> {
    static final String NAME = "mfa-age";

    /** Since when a user has a second factor. */
    public record MfaAge(UserId userId, Instant since) {}

    public MfaAgeFold() {
        super(NAME, 1, MfaAge.class);
        on(MfaEnabled.class, (before, event, at) -> new MfaAge(event.userId(), at.time()));
        end(MfaDisabled.class);
        end(UserErased.class);
    }
}
