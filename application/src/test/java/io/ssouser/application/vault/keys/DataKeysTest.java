package io.ssouser.application.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class DataKeysTest {
    private static final byte[] AAD = new byte[0];
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

    private final KeysInMemory memory = new KeysInMemory();
    private final DataKeys keys = opened();

    @Test
    void the_key_is_stored_before_anything_can_be_sealed_with_it() {
        assertThat(keys.toSeal("ada")).isPresent();
        assertThat(memory.kept()).containsKey("user/ada");
    }

    @Test
    void what_one_node_seals_another_opens() throws GeneralSecurityException {
        byte[] sealed = key(keys).encrypt(TEXT, AAD);
        assertThat(opened().toOpen("ada").orElseThrow().decrypt(sealed, AAD)).isEqualTo(TEXT);
    }

    @Test
    void another_users_key_does_not_open_it() throws GeneralSecurityException {
        byte[] sealed = key(keys).encrypt(TEXT, AAD);
        Aead other = keys.toSeal("bob").orElseThrow();
        assertThatThrownBy(() -> other.decrypt(sealed, AAD)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_key_is_read_once_and_then_remembered() {
        keys.toSeal("ada");
        int reads = memory.reads();
        keys.toSeal("ada");
        keys.toOpen("ada");
        assertThat(memory.reads()).isEqualTo(reads);
    }

    @Test
    void a_destroyed_key_is_never_made_anew_on_any_node() {
        keys.toSeal("ada");
        keys.destroy("ada");
        keys.destroy("ada");
        assertThat(keys.toOpen("ada")).isEmpty();
        assertThat(keys.toSeal("ada")).isEmpty();
        assertThat(opened().toSeal("ada")).isEmpty();
        assertThat(opened().toOpen("ada")).isEmpty();
    }

    @Test
    void a_lost_key_is_an_error_and_no_erasure_and_found_again_when_restored() {
        keys.toSeal("ada");
        WrappedKey lost = memory.lose("user/ada");
        DataKeys restarted = opened();
        assertThatThrownBy(() -> restarted.toOpen("ada"))
                .isInstanceOf(MissingKey.class)
                .hasMessageContaining("Restore the keys");
        memory.put("user/ada", lost);
        assertThat(restarted.toOpen("ada")).isPresent();
    }

    private static Aead key(DataKeys keys) {
        return keys.toSeal("ada").orElseThrow();
    }

    private DataKeys opened() {
        return new DataKeys(new KeyRing(memory.store, TestKeys.masterKey(1)), new SecureRandom());
    }
}
