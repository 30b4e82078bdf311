package io.ssouser.domain.mfa;

class FakeTotpTest extends TotpContract {
    private final FakeTotp totp = new FakeTotp();

    @Override
    protected Totp totp() {
        return totp;
    }

    @Override
    protected SecondFactorCode shown(TotpSecret secret, long step) {
        return totp.code(secret, step);
    }
}
