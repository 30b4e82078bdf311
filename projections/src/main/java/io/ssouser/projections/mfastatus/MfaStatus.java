package io.ssouser.projections.mfastatus;

/**
 * Whether a user has a second factor.
 *
 * @param hasBackupCodes whether at least one is unused
 */
public record MfaStatus(boolean enabled, boolean hasBackupCodes) {
    /** The name of the read model. */
    public static final String NAME = "mfa-status";
}
