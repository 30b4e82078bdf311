package io.ssouser.projections.mfastatus;

/** What is kept to know the {@link MfaStatus}: codes are counted down, so the count is here and only its sign is shown. */
record SecondFactor(boolean enabled, int backupCodesLeft) {
    static final SecondFactor OFF = new SecondFactor(false, 0);

    SecondFactor withOneCodeLess() {
        return new SecondFactor(enabled, backupCodesLeft - 1);
    }

    MfaStatus status() {
        return new MfaStatus(enabled, backupCodesLeft > 0);
    }
}
