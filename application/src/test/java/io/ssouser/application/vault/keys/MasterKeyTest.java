package io.ssouser.application.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.vault.keys.MasterKey.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final String CONFIGURED = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    @Test
    void a_configured_key_is_used_and_no_file_is_written() {
        MasterKey key = obtain(CONFIGURED + "\n");
        assertThat(key.origin()).isEqualTo(Origin.CONFIGURED);
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void without_a_configured_key_one_is_written_that_only_its_owner_can_read(String configured) throws IOException {
        assertThat(obtain(configured).origin()).isEqualTo(Origin.WRITTEN_TO_FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void the_written_key_is_the_same_at_the_next_start() {
        MasterKey first = obtain(null);
        MasterKey second = obtain(null);
        assertThat(second.origin()).isEqualTo(Origin.READ_FROM_FILE);
        assertThat(second.id()).isEqualTo(first.id());
    }

    @Test
    void two_written_keys_differ() {
        MasterKey other = MasterKey.obtain(null, folder.resolve("other.key"), new SecureRandom());
        assertThat(obtain(null).id()).isNotEqualTo(other.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "no base64 at all"})
    void a_malformed_configured_key_is_refused_with_what_to_do(String configured) {
        assertThatThrownBy(() -> obtain(configured))
                .isInstanceOf(UnusableMasterKey.class)
                .hasMessageContaining("SSO_MASTER_KEY")
                .hasMessageContaining("head -c 32 /dev/urandom | base64")
                .hasMessageNotContaining(configured);
    }

    @Test
    void a_cut_off_file_is_refused_by_its_name() throws IOException {
        obtain(null);
        Files.writeString(file(), "");
        assertThatThrownBy(() -> obtain(null))
                .isInstanceOf(UnusableMasterKey.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("0 bytes instead of 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------"})
    void a_file_that_others_can_read_is_refused_with_what_to_do(String mode) throws IOException {
        obtain(null);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> obtain(null))
                .isInstanceOf(UnusableMasterKey.class)
                .hasMessageContaining("chmod 600 " + file());
    }

    @Test
    void a_key_does_not_print_itself() {
        assertThat(obtain(CONFIGURED)).asString().doesNotContain(CONFIGURED.substring(0, 8));
    }

    private MasterKey obtain(@Nullable String configured) {
        return MasterKey.obtain(configured, file(), new SecureRandom());
    }

    private Path file() {
        return folder.resolve("data").resolve("master.key");
    }
}
