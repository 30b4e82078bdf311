package io.ssouser.domain.session;

/** Why a session ended. */
public enum EndReason {
    SIGNED_OUT,
    DEVICE_REVOKED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    EMAIL_CHANGE_UNDONE,
    ACCESS_CLEARED,
    REFRESH_TOKEN_REUSED,
    TOO_MANY_SESSIONS,
    ERASURE_REQUESTED,
    ACCOUNT_ERASED;

    /** Whether somebody else than its owner may have used the session. */
    public boolean tellsOfAnother() {
        return this == DEVICE_REVOKED || this == REFRESH_TOKEN_REUSED;
    }
}
