package io.ssouser.domain.mfa;

/** What a code is by its form alone, whether or not it is right. */
public enum SecondFactorKind {
    /** Six digits, RFC 6238. */
    TOTP,
    /** Eight letters and digits. */
    BACKUP_CODE,
    /** Neither form. */
    NEITHER
}
