package io.ssouser.domain.password;

class FakePasswordHasherTest extends PasswordHasherContract {
    private final FakePasswordHasher hasher = new FakePasswordHasher();

    @Override
    protected PasswordHasher hasher() {
        return hasher;
    }

    @Override
    protected PasswordHash hashAsTyped(String typed) {
        return hasher.hashAsTyped(new Password(typed));
    }
}
