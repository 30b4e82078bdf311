package io.ssouser.projections.mfastatus;

/**
 * Whether an account asks for a second factor.
 *
 * @param hasBackupCodes whether at least one is unused
 */
public record MfaStatus(boolean enabled, boolean hasBackupCodes) {
    /** The name of the read model. */
    public static final String NAME = "mfa-status";
}
