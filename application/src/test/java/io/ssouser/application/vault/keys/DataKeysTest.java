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
    private final DataKeys keys = decrypted();

    @Test
    void the_key_is_stored_before_anything_can_be_sealed_with_it() {
        assertThat(keys.toEncrypt("ada")).isPresent();
        assertThat(memory.kept()).containsKey("user/ada");
    }

    @Test
    void what_one_node_seals_another_opens() throws GeneralSecurityException {
        byte[] encrypted = key(keys).encrypt(TEXT, AAD);
        assertThat(decrypted().toOpen("ada").orElseThrow().decrypt(encrypted, AAD))
                .isEqualTo(TEXT);
    }

    @Test
    void another_users_key_does_not_open_it() throws GeneralSecurityException {
        byte[] encrypted = key(keys).encrypt(TEXT, AAD);
        Aead other = keys.toEncrypt("bob").orElseThrow();
        assertThatThrownBy(() -> other.decrypt(encrypted, AAD)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_key_is_read_once_and_then_remembered() {
        keys.toEncrypt("ada");
        int reads = memory.reads();
        keys.toEncrypt("ada");
        keys.toOpen("ada");
        assertThat(memory.reads()).isEqualTo(reads);
    }

    @Test
    void a_destroyed_key_is_never_made_anew_on_any_node() {
        keys.toEncrypt("ada");
        keys.destroy("ada");
        keys.destroy("ada");
        assertThat(keys.toOpen("ada")).isEmpty();
        assertThat(keys.toEncrypt("ada")).isEmpty();
        assertThat(decrypted().toEncrypt("ada")).isEmpty();
        assertThat(decrypted().toOpen("ada")).isEmpty();
    }

    @Test
    void a_lost_key_is_an_error_and_no_erasure_and_found_again_when_restored() {
        keys.toEncrypt("ada");
        WrappedKey lost = memory.lose("user/ada");
        DataKeys restarted = decrypted();
        assertThatThrownBy(() -> restarted.toOpen("ada"))
                .isInstanceOf(MissingKey.class)
                .hasMessageContaining("Restore the keys");
        memory.put("user/ada", lost);
        assertThat(restarted.toOpen("ada")).isPresent();
    }

    private static Aead key(DataKeys keys) {
        return keys.toEncrypt("ada").orElseThrow();
    }

    private DataKeys decrypted() {
        return new DataKeys(new KeyRing(memory.store, TestKeys.masterKey(1)), new SecureRandom());
    }
}
