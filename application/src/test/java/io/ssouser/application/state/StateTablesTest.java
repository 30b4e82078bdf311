package io.ssouser.application.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTablesTest {
    @TempDir
    Path folder;

    private SqliteDatabase state;
    private StateTables tables;

    @BeforeEach
    void open() {
        state = SqliteDatabase.open(folder.resolve("state.db"), Durability.EVERY_COMMIT);
        tables = new StateTables(state, state);
        write("CREATE TABLE note (text TEXT PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void a_full_disk_is_told_as_such_and_writing_goes_on_when_there_is_space() {
        sizeLimit(10);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        write("INSERT INTO note VALUES (?)", i + "-".repeat(1000));
                    }
                })
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("full");
        int kept = notes();

        sizeLimit(1000);
        write("INSERT INTO note VALUES (?)", "-".repeat(4000));
        assertThat(notes()).isEqualTo(kept + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO note VALUES ('a'), ('a')", "INSERT note", "UPDATE nothing SET x = 1"})
    void a_statement_that_never_can_be_done_is_a_defect_and_no_trouble_of_the_disk(String statement) {
        assertThatIllegalStateException().isThrownBy(() -> write(statement)).withMessageStartingWith("Cannot use");
    }

    @Test
    void a_closed_file_cannot_answer() {
        state.close();
        assertThatThrownBy(this::notes).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> write("DELETE FROM note")).isInstanceOf(StoreUnavailable.class);
    }

    private void sizeLimit(int pages) {
        tables.inTransaction(() -> tables.first(row -> row.getInt(1), "PRAGMA max_page_count = " + pages));
    }

    private void write(String sql, Object... values) {
        tables.inTransaction(() -> tables.update(sql, values));
    }

    private int notes() {
        return tables.first(row -> row.getInt(1), "SELECT count(*) FROM note").orElseThrow();
    }
}
