package io.ssouser.application.vault.keys;

class FakeKeyStoreTest extends KeyStoreContract {
    private final FakeKeyStore store = new FakeKeyStore();

    @Override
    protected KeyStore open() {
        return store;
    }
}
