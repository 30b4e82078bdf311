package io.ssouser.application.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.StoreRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyCopyTest {
    private static final byte[] TEXT = "an address".getBytes(StandardCharsets.US_ASCII);

    private final KeysInMemory sourceKeys = new KeysInMemory();
    private final KeysInMemory targetKeys = new KeysInMemory();
    private final KeyStore source = sourceKeys.store;
    private final KeyStore target = targetKeys.store;
    private final DataKeys keys = TestKeys.dataKeys(source);

    @BeforeEach
    void two_users_of_whom_one_is_erased() {
        keys.toEncrypt("ada");
        keys.toEncrypt("bob");
        keys.destroy("bob");
    }

    @Test
    void what_was_sealed_at_the_source_is_opened_at_the_target_and_what_was_erased_is_not() throws Exception {
        byte[] encrypted = keys.toEncrypt("ada").orElseThrow().encrypt(TEXT, TEXT);
        List<Long> progress = new ArrayList<>();

        KeyCopy copy = KeyCopy.prepare(source, target);
        assertThat(targetKeys.kept()).isEmpty();
        copy.run(progress::add);

        assertThat(copy.living()).isEqualTo(2);
        assertThat(copy.destroyed()).isEqualTo(1);
        assertThat(progress).containsExactly(1L, 3L);
        DataKeys moved = TestKeys.dataKeys(target);
        assertThat(moved.toOpen("ada").orElseThrow().decrypt(encrypted, TEXT)).isEqualTo(TEXT);
        assertThat(moved.toOpen("bob")).isEmpty();
        assertSame();
    }

    @Test
    void a_copy_that_was_broken_off_is_gone_on_with() {
        assertThatThrownBy(() -> KeyCopy.prepare(source, target).run(looked -> {
                    throw new IllegalStateException("dead");
                }))
                .hasMessage("dead");
        assertThat(targetKeys.kept()).hasSize(1);

        KeyCopy.prepare(source, target).run(looked -> {});

        assertSame();
    }

    @Test
    void a_key_destroyed_since_the_last_copy_is_destroyed_at_the_target() {
        copy();
        keys.destroy("ada");
        copy();
        assertThat(target.find("user/ada").orElseThrow().isDestroyed()).isTrue();
    }

    @Test
    void a_key_destroyed_at_the_target_is_not_replaced_by_a_living_one() {
        copy();
        target.replace("user/ada", WrappedKey.DESTROYED);
        copy();
        assertThat(target.find("user/ada").orElseThrow().isDestroyed()).isTrue();
    }

    @Test
    void a_secret_renewed_since_the_last_copy_is_renewed_at_the_target() {
        ServiceSecrets secrets = new WrappedSecrets(new KeyRing(source, TestKeys.masterKey(1)));
        secrets.secret("signing", () -> TEXT);
        copy();
        secrets.replace("signing", new byte[] {1});
        copy();
        assertSame();
    }

    @Test
    void the_keys_of_another_service_are_refused_and_left_as_they_are() {
        TestKeys.dataKeys(target).toEncrypt("eve");
        List<String> before = List.copyOf(targetKeys.kept().keySet());
        assertThatThrownBy(() -> KeyCopy.prepare(source, target))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("Nothing was written");
        assertThat(targetKeys.kept().keySet()).containsExactlyElementsOf(before);
    }

    @Test
    void a_source_without_keys_is_refused() {
        assertThatThrownBy(() -> KeyCopy.prepare(new KeysInMemory().store, target))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("The source holds no keys");
    }

    private void copy() {
        KeyCopy.prepare(source, target).run(looked -> {});
    }

    private void assertSame() {
        assertThat(targetKeys.kept().keySet()).isEqualTo(sourceKeys.kept().keySet());
        sourceKeys
                .kept()
                .forEach((id, key) -> assertThat(targetKeys.kept().get(id).isSameAs(key))
                        .as(id)
                        .isTrue());
    }
}
