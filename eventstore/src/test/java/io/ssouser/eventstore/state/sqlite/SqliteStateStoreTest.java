package io.ssouser.eventstore.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.sqlite.BoundSql;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.StateStoreContract;
import io.ssouser.eventstore.state.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStateStoreTest extends StateStoreContract {
    @TempDir
    private Path folder;

    private @Nullable SqliteDatabase database;

    @Override
    protected StateStore open() {
        return SqliteStateStore.of(reopened());
    }

    private SqliteDatabase reopened() {
        close();
        SqliteDatabase opened = SqliteDatabase.open(folder.resolve("state.db"), Durability.EVERY_COMMIT);
        database = opened;
        return opened;
    }

    private SqliteDatabase file() {
        return Objects.requireNonNull(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void what_has_expired_is_deleted_the_oldest_first_and_in_bounded_portions() {
        for (int i = 0; i < StateTable.EXPIRED_AT_ONCE + 2; i++) {
            notes.insert(new StateDocument("old " + i).with("expires_at", NOW.plusMillis(i)));
        }

        notes.expire(NOW.plus(KEPT).plusSeconds(1));
        assertThat(notes.count(Where.ANY)).isEqualTo(2);
        assertThat(notes.find("old " + (StateTable.EXPIRED_AT_ONCE + 1))).isPresent();

        notes.expire(NOW.plus(KEPT).plusSeconds(1));
        assertThat(notes.count(Where.ANY)).isZero();
    }

    @Test
    void a_write_within_a_transaction_is_undone_with_it() {
        assertThatThrownBy(() -> SqliteStateStore.of(file()).together(() -> {
                    notes.insert(owned("a", "ada"));
                    throw new IllegalArgumentException("broken off");
                }))
                .hasMessageContaining("broken off");

        assertThat(notes.find("a")).isEmpty();
    }

    @Test
    void every_question_is_answered_by_an_index() {
        BoundSql sql = new BoundSql(file());

        assertThat(List.of(
                        " WHERE owner = 'x'",
                        " WHERE lane = 'x' AND due <= 1 ORDER BY due",
                        " WHERE expires_at <= 1 ORDER BY expires_at",
                        " WHERE id = 'x' AND owner = 'y'"))
                .allSatisfy(where -> assertThat(sql.read(
                                "EXPLAIN QUERY PLAN SELECT * FROM some_note" + where, row -> row.getString("detail")))
                        .singleElement()
                        .asString()
                        .startsWith("SEARCH"));
    }

    @Test
    void a_field_that_is_declared_later_is_absent_in_what_is_there() {
        notes.insert(owned("a", "ada"));

        StateCollection more = open().collection(NOTES.texts("added"));

        StateDocument found = more.find("a").orElseThrow();
        assertThat(found.text("owner")).isEqualTo("ada");
        assertThat(found.has("added")).isFalse();
        assertThat(more.update(new StateDocument("a").with("added", "x"), Where.ANY.isAbsent("added")))
                .isTrue();
    }

    @Test
    void a_table_of_another_version_is_refused_and_left_as_it_is() {
        BoundSql sql = new BoundSql(file());
        sql.write("CREATE TABLE spent_token (token TEXT PRIMARY KEY, spent_at INTEGER)");
        StateSchema tokens = StateSchema.named("spent-token").times("spent_at");

        assertThatThrownBy(() -> SqliteStateStore.of(file()).collection(tokens))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("spent_token")
                .hasMessageContaining("another version");
        assertThat(sql.number("SELECT COUNT(*) FROM pragma_table_info('spent_token')"))
                .isEqualTo(2);
    }

    @Test
    void no_byte_of_what_was_replaced_or_deleted_stays_in_the_files_of_a_store_that_leaves_nothing()
            throws IOException {
        StateCollection careful = SqliteStateStore.thatLeavesNothing(reopened()).collection(NOTES);
        careful.insert(owned("a", "canary one").with("box", "canary two".getBytes(StandardCharsets.US_ASCII)));
        careful.insert(owned("b", "canary three"));
        assertThat(filesHold("canary one") && filesHold("canary two") && filesHold("canary three"))
                .isTrue();

        careful.replace(new StateDocument("a").with("box", new byte[0]), Where.ANY);
        careful.delete("b", Where.ANY);

        assertThat(filesHold("canary")).isFalse();
        assertThat(careful.find("a").orElseThrow().bytes("box")).isEmpty();
    }

    @Test
    void a_full_disk_is_told_as_such_and_writing_goes_on_when_there_is_space() {
        sizeLimit(20);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        notes.insert(owned("note " + i, "-".repeat(1000)));
                    }
                })
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("full");
        long kept = notes.count(Where.ANY);

        sizeLimit(1000);
        notes.insert(owned("more", "-".repeat(4000)));
        assertThat(notes.count(Where.ANY)).isEqualTo(kept + 1);
    }

    @Test
    void a_statement_that_never_can_be_done_is_a_defect_and_no_trouble_of_the_disk() {
        new BoundSql(file()).write("DROP TABLE some_note");

        assertThatIllegalStateException().isThrownBy(() -> notes.insert(owned("a", "ada")));
    }

    @Test
    void a_closed_file_cannot_answer() {
        close();

        assertThatThrownBy(() -> notes.find("a")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> notes.insert(owned("a", "ada"))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> notes.claims().insert(owned("a", "ada"))).isInstanceOf(StoreUnavailable.class);
    }

    private void sizeLimit(int pages) {
        file().executeInTransaction(() -> new BoundSql(file()).number("PRAGMA max_page_count = " + pages));
    }

    private boolean filesHold(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
