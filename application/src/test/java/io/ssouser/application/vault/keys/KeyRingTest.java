package io.ssouser.application.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.eventstore.log.StoreRefused;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private final KeysInMemory memory = new KeysInMemory();
    private final KeyStore store = memory.store;
    private final KeyRing ring = new KeyRing(store, TestKeys.masterKey(1));

    @Test
    void another_master_key_is_refused_at_start_with_what_to_do() {
        assertThatThrownBy(() -> new KeyRing(store, TestKeys.masterKey(2)))
                .isInstanceOf(UnusableMasterKey.class)
                .hasMessageContaining(
                        "wrapped by master key " + TestKeys.masterKey(1).id())
                .hasMessageContaining("SSO_MASTER_KEY");
    }

    @Test
    void no_new_master_key_is_made_where_keys_are_stored() {
        KeyRing.requireEmpty(new KeysInMemory().store);
        assertThatThrownBy(() -> KeyRing.requireEmpty(store))
                .isInstanceOf(UnusableMasterKey.class)
                .hasMessageContaining(TestKeys.masterKey(1).id())
                .hasMessageContaining("SSO_MASTER_KEY");
    }

    @Test
    void a_stored_key_names_its_master_key_and_does_not_hold_the_secret() {
        new WrappedSecrets(ring).secret("signing", () -> ascii("canary"));
        WrappedKey stored = memory.kept().get("service/signing");
        assertThat(stored.masterKey()).isEqualTo(TestKeys.masterKey(1).id());
        assertThat(new String(stored.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("canary");
    }

    @Test
    void a_secret_is_the_same_for_ever_and_one_of_another_name_is_another() {
        byte[] first = new WrappedSecrets(ring).secret("signing", () -> ascii("first"));
        byte[] again =
                new WrappedSecrets(new KeyRing(store, TestKeys.masterKey(1))).secret("signing", () -> ascii("second"));
        byte[] other = new WrappedSecrets(ring).secret("other", () -> ascii("other"));
        assertThat(first).isEqualTo(again).isEqualTo(ascii("first"));
        assertThat(other).isEqualTo(ascii("other"));
    }

    @Test
    void a_key_moved_to_another_name_is_refused() {
        new WrappedSecrets(ring).secret("signing", () -> ascii("first"));
        memory.put("service/other", memory.kept().get("service/signing"));
        assertThatThrownBy(() -> new WrappedSecrets(ring).secret("other", () -> ascii("other")))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("service/other is damaged");
    }

    @Test
    void an_address_has_one_claim_id_on_every_node_and_its_neighbour_another() {
        EmailClaimId id = claims(ring).claimOn(new EmailAddress("ada@example.org"));
        assertThat(claims(new KeyRing(store, TestKeys.masterKey(1))).claimOn(new EmailAddress("ada@example.org")))
                .isEqualTo(id);
        assertThat(claims(ring).claimOn(new EmailAddress("adb@example.org"))).isNotEqualTo(id);
        assertThat(id.value()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void another_service_gives_the_same_address_another_claim_id() {
        EmailAddress address = new EmailAddress("ada@example.org");
        KeyRing elsewhere = new KeyRing(new KeysInMemory().store, TestKeys.masterKey(1));
        assertThat(claims(elsewhere).claimOn(address)).isNotEqualTo(claims(ring).claimOn(address));
    }

    private static HashedEmailClaims claims(KeyRing ring) {
        return new HashedEmailClaims(new WrappedSecrets(ring), new SecureRandom());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
