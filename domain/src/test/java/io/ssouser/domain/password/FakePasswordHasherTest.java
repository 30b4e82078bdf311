package io.ssouser.domain.password;

class FakePasswordHasherTest extends PasswordHasherContract {
    private final FakePasswordHasher hasher = new FakePasswordHasher();

    @Override
    protected PasswordHasher hasher() {
        return hasher;
    }
}
