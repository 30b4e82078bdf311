package io.ssouser.application.vault.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.application.vault.keys.TestKeys;
import io.ssouser.domain.Provenance;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import io.ssouser.eventstore.state.sqlite.SqliteStateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serialiser, encryption, keys and log together, on files. */
class EncryptedLogTest {
    private static final MetaData FROM = MetaData.from(
            Map.of(Provenance.ACTOR, "ada", Provenance.IP, "canary.7.7.7", Provenance.USER_AGENT, "canary/5.0"));
    private static final DeviceRenamed RENAMED =
            new DeviceRenamed(new UserId("ada"), new DeviceId("d-1"), new DeviceName("canary phone"));

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private DataKeys keys;
    private SqliteEventLog log;
    private LogEventStorageEngine engine;

    private void open(StoredNames names) {
        database = SqliteDatabase.open(folder.resolve("keys.db"), Durability.EVERY_COMMIT);
        keys = TestKeys.dataKeys(new KeyStore(SqliteStateStore.thatLeavesNothing(database)));
        log = SqliteEventLog.open(folder.resolve("log.db"));
        engine = LogEventStorageEngine.builder(log, Clock.systemUTC(), UUID::randomUUID, "node")
                .encrypt(new PersonalDataEncryption(names, keys))
                .eventSerializer(EventSerializer.forEvents(names))
                .snapshotSerializer(EventSerializer.forSnapshots(names))
                .build();
    }

    @AfterEach
    void close() {
        engine.close();
        log.close();
        database.close();
    }

    private void reopen(StoredNames names) {
        close();
        open(names);
    }

    @Test
    void what_was_stored_is_read_after_a_restart_and_no_file_holds_it_in_the_clear() throws IOException {
        open(EventSamples.NAMES);
        engine.appendEvents(renamed());
        assertThat(filesWith("canary")).isEmpty();
        assertThat(filesWith("user.device-renamed")).isNotEmpty();
        reopen(EventSamples.NAMES);
        assertThat(filesWith("canary")).isEmpty();
        assertThat(read().getPayload()).isEqualTo(RENAMED);
        assertThat(read().getMetaData()).isEqualTo(FROM);
    }

    @Test
    void once_the_key_is_destroyed_what_was_personal_reads_as_null_also_after_a_restart() {
        open(EventSamples.NAMES);
        engine.appendEvents(renamed());
        keys.destroy("ada");
        reopen(EventSamples.NAMES);
        assertThat(((DeviceRenamed) read().getPayload()).deviceName()).isNull();
        assertThat(((DeviceRenamed) read().getPayload()).deviceId()).isEqualTo(RENAMED.deviceId());
        assertThat(read().getMetaData()).containsEntry(Provenance.IP, null).containsEntry(Provenance.ACTOR, "ada");
    }

    @Test
    void an_event_that_a_newer_version_wrote_is_read_as_unknown_and_not_passed_over() {
        open(EventSamples.NAMES);
        engine.appendEvents(renamed());
        reopen(StoredNames.ofEvents());
        assertThat(read().getPayload()).isEqualTo(new UnknownEvent("user.device-renamed", "1"));
        assertThat(read().getMetaData()).isEqualTo(FROM);
    }

    private static List<DomainEventMessage<?>> renamed() {
        return List.of(new GenericDomainEventMessage<>("User", "ada", 0, RENAMED, FROM));
    }

    private DomainEventMessage<?> read() {
        return engine.readEvents("ada", 0).next();
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> content(file).contains(text)).toList();
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
