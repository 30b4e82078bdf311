package io.ssouser.domain.mfa;

class FakeBackupCodesTest extends BackupCodesContract {
    private final FakeBackupCodes codes = new FakeBackupCodes();

    @Override
    protected BackupCodes codes() {
        return codes;
    }
}
