package io.ssouser.domain.user;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.session.SignInMethod;
import java.time.Instant;

/**
 * A sign-in whose first factor was right and whose second is awaited.
 *
 * @param byIdentity whether the first was an identity, and not a password
 * @param recognised whether the device was recognised by its client alone
 */
record PendingSignIn(
        AttemptId attemptId,
        DeviceId deviceId,
        DeviceName deviceName,
        Instant until,
        boolean byIdentity,
        boolean recognised) {

    /** What was proved in all, with that second factor. */
    SignInMethod methodWith(Proof secondFactor) {
        boolean totp = secondFactor == Proof.TOTP;
        if (byIdentity) {
            return totp ? SignInMethod.IDENTITY_AND_TOTP : SignInMethod.IDENTITY_AND_BACKUP_CODE;
        }
        return totp ? SignInMethod.PASSWORD_AND_TOTP : SignInMethod.PASSWORD_AND_BACKUP_CODE;
    }
}
