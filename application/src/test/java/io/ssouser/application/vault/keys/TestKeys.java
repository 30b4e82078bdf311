package io.ssouser.application.vault.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys for tests that do not care which. */
public final class TestKeys {
    private TestKeys() {}

    public static DataKeys dataKeys() {
        return dataKeys(new KeysInMemory().store);
    }

    public static DataKeys dataKeys(KeyStore store) {
        return new DataKeys(new KeyRing(store, masterKey(1)), new SecureRandom());
    }

    static MasterKey masterKey(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return MasterKey.obtain(Base64.getEncoder().encodeToString(key), Path.of("unused"), new SecureRandom());
    }
}
