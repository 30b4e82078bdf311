package io.ssouser.projections.mfastatus;

import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.fold.Fold;
import org.jspecify.annotations.Nullable;

/** One {@link MfaState} for each user who ever had a second factor. */
public final class MfaStatusFold extends Fold<MfaState> {
    public MfaStatusFold() {
        super(MfaStatus.NAME, 1, MfaState.class);
        on(
                MfaEnabled.class,
                (factor, event, at) -> new MfaState(true, known(factor).backupCodesLeft()));
        on(
                BackupCodesGenerated.class,
                (factor, event, at) -> new MfaState(known(factor).enabled(), event.count()));
        on(BackupCodeUsed.class, (factor, event, at) -> known(factor).withOneCodeLess());
        on(MfaDisabled.class, (factor, event, at) -> MfaState.OFF);
        end(UserErased.class);
    }

    private static MfaState known(@Nullable MfaState factor) {
        return factor == null ? MfaState.OFF : factor;
    }
}
