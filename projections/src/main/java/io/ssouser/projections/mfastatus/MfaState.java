package io.ssouser.projections.mfastatus;

/** What is kept to know the {@link MfaStatus}: codes are counted down, so the count is here and only its sign is shown. */
record MfaState(boolean enabled, int backupCodesLeft) {
    static final MfaState OFF = new MfaState(false, 0);

    MfaState withOneCodeLess() {
        return new MfaState(enabled, backupCodesLeft - 1);
    }

    MfaStatus status() {
        return new MfaStatus(enabled, backupCodesLeft > 0);
    }
}
