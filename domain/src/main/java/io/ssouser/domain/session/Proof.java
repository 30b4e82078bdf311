package io.ssouser.domain.session;

/** What a person shows, within a session, to prove again who they are. */
public enum Proof {
    PASSWORD,
    TOTP,
    BACKUP_CODE
}
