package io.ssouser.eventstore.state;

class FakeStateStoreTest extends StateStoreContract {
    private final FakeStateStore store = new FakeStateStore();

    @Override
    protected StateStore open() {
        return store;
    }
}
