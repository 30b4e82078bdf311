package io.ssouser.domain.session;

/** What a person proved to get a session. */
public enum SignInMethod {
    PASSWORD,
    PASSWORD_AND_TOTP,
    PASSWORD_AND_BACKUP_CODE,
    IDENTITY,
    IDENTITY_AND_TOTP,
    IDENTITY_AND_BACKUP_CODE;

    /** Whether a second factor was among it. */
    public boolean hasSecondFactor() {
        return this != PASSWORD && this != IDENTITY;
    }
}
