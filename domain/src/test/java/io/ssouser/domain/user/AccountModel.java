package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.user.UserEvent.BackupCodeUsed;
import io.ssouser.domain.user.UserEvent.BackupCodesGenerated;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.IdentityLinked;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import io.ssouser.domain.user.UserEvent.MfaAwaited;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.MfaEnabled;
import io.ssouser.domain.user.UserEvent.MfaFailed;
import io.ssouser.domain.user.UserEvent.MfaLocked;
import io.ssouser.domain.user.UserEvent.MfaSetupFailed;
import io.ssouser.domain.user.UserEvent.PasswordChangeLocked;
import io.ssouser.domain.user.UserEvent.PasswordCheckFailed;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.PasswordSet;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import io.ssouser.domain.user.UserEvent.SignInLocked;
import io.ssouser.domain.user.UserEvent.SignedIn;
import io.ssouser.domain.user.UserEvent.SteppedUp;
import io.ssouser.domain.user.UserEvent.TotpAccepted;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must hold of a user whatever is asked, judged by nothing but the user's events, one after the other. */
final class AccountModel {
    private final Set<DeviceId> devices = new HashSet<>();
    private final Map<SessionId, DeviceId> sessions = new HashMap<>();
    private final Set<AttemptId> attempts = new HashSet<>();
    private final Set<Integer> usedCodes = new HashSet<>();
    private final Map<String, Instant> locks = new HashMap<>();
    private final Set<ProviderName> identities = new HashSet<>();
    private boolean password = true;
    private boolean mfa;
    private boolean crowdedOut;
    private int epoch;
    private long lastStep = Long.MIN_VALUE;

    /** A right factor that no session has been granted for yet. */
    private boolean proven;

    void happened(UserEvent event, Instant at) {
        if (event instanceof ProofFell) {
            attempts.clear();
            epoch++;
        }
        if (event instanceof DeviceRegistered registered) {
            devices.add(registered.deviceId());
            locks.remove("sign-in null");
            locks.remove("sign-in " + registered.deviceId());
            assertThat(devices).hasSizeLessThanOrEqualTo(100);
        } else if (event instanceof DeviceRevoked revoked) {
            assertThat(devices.remove(revoked.deviceId())).as("revoked once").isTrue();
            crowdedOut |= revoked.reason() == RevocationReason.TOO_MANY_DEVICES;
        } else if (event instanceof SignedIn signedIn) {
            signedIn(signedIn);
        } else if (event instanceof SessionEnded ended) {
            assertThat(sessions.remove(ended.sessionId())).as("ended once").isNotNull();
        } else if (event instanceof MfaAwaited awaited) {
            assertThat(mfa).isTrue();
            attempts.add(awaited.attemptId());
            locks.remove("sign-in " + awaited.deviceId());
        } else if (event instanceof IdentityLinked linked) {
            assertThat(identities.add(linked.provider())).as("one a provider").isTrue();
        } else if (event instanceof IdentityUnlinked unlinked) {
            assertThat(identities.remove(unlinked.provider()))
                    .as("unlinked once")
                    .isTrue();
        } else if (event instanceof PasswordSet) {
            assertThat(password).as("set where there was none").isFalse();
            password = true;
        } else if (event instanceof PasswordReset) {
            assertThat(password).as("reset where there was one").isTrue();
            locks.keySet().removeIf(secret -> !secret.equals("second factor"));
        } else if (event instanceof PasswordRemoved) {
            assertThat(password).as("removed once").isTrue();
            password = false;
        } else if (event instanceof MfaEnabled enabled) {
            assertThat(mfa).as("enabled while off").isFalse();
            mfa = true;
            lastStep = enabled.step();
            proven = true;
        } else if (event instanceof MfaDisabled) {
            assertThat(mfa).as("disabled while on").isTrue();
            mfa = false;
        } else if (event instanceof BackupCodesGenerated) {
            usedCodes.clear();
        } else if (event instanceof TotpAccepted accepted) {
            judged("second factor", at);
            assertThat(accepted.step()).as("accepted steps increase").isGreaterThan(lastStep);
            lastStep = accepted.step();
            proven = true;
        } else if (event instanceof BackupCodeUsed used) {
            judged("second factor", at);
            assertThat(usedCodes.add(used.index())).as("used once").isTrue();
            proven = true;
        } else if (event instanceof SteppedUp steppedUp) {
            assertThat(sessions).as("a session that lives").containsKey(steppedUp.sessionId());
            assertThat(proven).as("with MFA a code is the proof").isEqualTo(mfa);
            proven = false;
        } else {
            failed(event, at);
        }
    }

    private void failed(UserEvent event, Instant at) {
        if (event instanceof SignInFailed failed) {
            assertThat(failed.deviceId() == null || devices.contains(failed.deviceId()))
                    .as("failures are kept of known devices alone")
                    .isTrue();
            judged("sign-in " + failed.deviceId(), at);
        } else if (event instanceof MfaFailed || event instanceof MfaSetupFailed) {
            judged("second factor", at);
        } else if (event instanceof PasswordCheckFailed) {
            judged("current password", at);
        } else if (event instanceof SignInLocked locked) {
            locks.put("sign-in " + locked.deviceId(), locked.until());
        } else if (event instanceof MfaLocked locked) {
            locks.put("second factor", locked.until());
        } else if (event instanceof PasswordChangeLocked locked) {
            locks.put("current password", locked.until());
        }
    }

    private void signedIn(SignedIn event) {
        assertThat(devices).as("a session has a device").contains(event.deviceId());
        if (event.method() == SignInMethod.PASSWORD || event.method() == SignInMethod.IDENTITY) {
            assertThat(mfa).as("MFA asks for a second factor").isFalse();
        } else {
            assertThat(proven).as("one proof, one session").isTrue();
            assertThat(attempts.remove(event.attemptId())).as("finished once").isTrue();
            proven = false;
        }
        sessions.put(event.sessionId(), event.deviceId());
        locks.remove("sign-in " + event.deviceId());
        assertThat(sessions).hasSizeLessThanOrEqualTo(100);
    }

    private void judged(String secret, Instant at) {
        assertThat(at).as("%s is not judged while locked", secret).isAfterOrEqualTo(locks.getOrDefault(secret, at));
    }

    /** At the end of a command. */
    void settled() {
        assertThat(devices).as("no session outlives its device").containsAll(sessions.values());
        assertThat(proven).isFalse();
        assertThat(password || !identities.isEmpty()).as("a way in remains").isTrue();
    }

    /** Whether a device ever had to make room. */
    boolean crowdedOut() {
        return crowdedOut;
    }

    /** How often proofs have fallen. */
    int epoch() {
        return epoch;
    }

    Set<SessionId> sessions() {
        return Set.copyOf(sessions.keySet());
    }
}
