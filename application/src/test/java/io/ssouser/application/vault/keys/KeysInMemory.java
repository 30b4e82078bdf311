package io.ssouser.application.vault.keys;

import io.ssouser.eventstore.state.FakeStateStore;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.Where;
import java.util.SortedMap;
import java.util.TreeMap;

/** A key store in memory, and hands that reach behind it. */
final class KeysInMemory {
    private final FakeStateStore state = new FakeStateStore();
    final KeyStore store = new KeyStore(state);

    SortedMap<String, WrappedKey> kept() {
        SortedMap<String, WrappedKey> all = new TreeMap<>();
        store.forEach(all::put);
        return all;
    }

    void put(String id, WrappedKey key) {
        state.collection(KeyStore.SCHEMA)
                .insert(new StateDocument(id)
                        .with("master_key", key.masterKey())
                        .with("bytes", key.bytes()));
    }

    /** Takes the key away without a trace, as a restored older file does. */
    WrappedKey lose(String id) {
        WrappedKey lost = store.find(id).orElseThrow();
        state.collection(KeyStore.SCHEMA).delete(id, Where.ANY);
        return lost;
    }

    /** How often the store was asked for one document. */
    int reads() {
        return state.reads();
    }
}
