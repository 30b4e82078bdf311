package io.ssouser.domain.session;

/** What a person shows, within a session, to prove again who they are. */
public enum Proof {
    PASSWORD,
    IDENTITY,
    TOTP,
    BACKUP_CODE;

    /** Whether it is one that a user with MFA asks for. */
    public boolean isSecondFactor() {
        return this == TOTP || this == BACKUP_CODE;
    }
}
