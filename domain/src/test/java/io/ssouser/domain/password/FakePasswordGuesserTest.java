package io.ssouser.domain.password;

class FakePasswordGuesserTest extends PasswordGuesserContract {
    @Override
    protected PasswordGuesser guesser() {
        return new FakePasswordGuesser();
    }
}
