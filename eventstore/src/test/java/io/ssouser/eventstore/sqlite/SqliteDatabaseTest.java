package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
    @TempDir
    Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = SqliteDatabase.open(folder.resolve("state.db"), SqliteDatabase.Durability.EVERY_COMMIT);
        database.executeInTransaction(() -> execute("CREATE TABLE note (text TEXT NOT NULL)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void execute(String sql) {
        try {
            database.prepared(sql, PreparedStatement::execute);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String text) {
        execute("INSERT INTO note VALUES ('" + text + "')");
    }

    private long notes() {
        return new BoundSql(database).number("SELECT count(*) FROM note");
    }

    @Test
    void an_unflushed_transaction_waits_for_no_disk_and_the_next_one_does_again() {
        assertThat(synchronous(database)).isEqualTo(2);
        assertThat(synchronous(database.unflushed())).isEqualTo(1);
        assertThat(database.<Long>fetchInTransaction(() -> synchronous(database.unflushed())))
                .as("within one that waits")
                .isEqualTo(2);
        assertThat(synchronous(database)).isEqualTo(2);

        database.unflushed().executeInTransaction(() -> write("one"));
        assertThat(CompletableFuture.supplyAsync(this::notes).join()).isEqualTo(1);
    }

    private long synchronous(TransactionManager transactions) {
        return transactions.fetchInTransaction(() -> new BoundSql(database, transactions).number("PRAGMA synchronous"));
    }

    @Test
    void a_transaction_sees_its_own_writes_and_others_see_them_once_committed() {
        Transaction transaction = database.startTransaction();
        write("one");
        assertThat(notes()).isEqualTo(1);
        assertThat(CompletableFuture.supplyAsync(this::notes).join()).isZero();
        transaction.commit();
        assertThat(CompletableFuture.supplyAsync(this::notes).join()).isEqualTo(1);
    }

    @Test
    void a_rolled_back_transaction_leaves_nothing_and_may_be_ended_twice() {
        Transaction transaction = database.startTransaction();
        write("one");
        transaction.rollback();
        transaction.commit();
        assertThat(notes()).isZero();
    }

    @Test
    void a_nested_transaction_joins_the_outer_one() {
        Transaction outer = database.startTransaction();
        Transaction inner = database.startTransaction();
        write("one");
        inner.commit();
        outer.rollback();
        assertThat(notes()).isZero();
    }

    @Test
    void an_inner_rollback_dooms_the_outer_transaction() {
        Transaction outer = database.startTransaction();
        write("one");
        database.startTransaction().rollback();
        assertThatThrownBy(outer::commit).isInstanceOf(IllegalStateException.class);
        assertThat(notes()).isZero();
        database.executeInTransaction(() -> write("two"));
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_transaction_cannot_be_ended_by_another_thread_and_stays_usable() {
        Transaction transaction = database.startTransaction();
        write("one");
        assertThatThrownBy(() -> CompletableFuture.runAsync(transaction::commit).join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
        transaction.commit();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_begin_that_fails_leaves_the_way_open_for_the_next() throws SQLException {
        try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
                Statement statement = foreign.createStatement()) {
            database.executeInTransaction(() -> execute("PRAGMA busy_timeout = 1"));
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(database::startTransaction).isInstanceOf(StoreUnavailable.class);
            statement.execute("ROLLBACK");
        }
        Transaction transaction = database.startTransaction();
        write("one");
        transaction.rollback();
        assertThat(notes()).isZero();
    }

    @Test
    void what_sqlite_has_undone_by_itself_hides_not_why() {
        assertThatThrownBy(() -> database.executeInTransaction(() -> {
                    write("one");
                    execute("ROLLBACK");
                    throw new StoreUnavailable("database or disk is full");
                }))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("full");
        database.executeInTransaction(() -> write("two"));
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_folder_that_cannot_be_made_is_told_as_such() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> SqliteDatabase.open(file.resolve("state.db"), SqliteDatabase.Durability.EVERY_COMMIT))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("state.db");
    }

    @Test
    void a_checkpoint_leaves_all_in_the_file_and_nothing_beside_it() throws IOException {
        database.executeInTransaction(() -> write("one"));
        assertThat(Files.size(folder.resolve("state.db-wal"))).isPositive();
        database.checkpoint();
        assertThat(Files.size(folder.resolve("state.db-wal"))).isZero();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_checkpoint_is_refused_within_a_transaction_and_told_when_a_reader_stands_in_its_way() throws SQLException {
        database.executeInTransaction(() -> {
            execute("PRAGMA busy_timeout = 1");
            write("one");
            assertThatThrownBy(database::checkpoint).isInstanceOf(IllegalStateException.class);
        });
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT count(*) FROM note").close();
            database.executeInTransaction(() -> write("two"));
            assertThatThrownBy(database::checkpoint).isInstanceOf(StoreUnavailable.class);
            statement.execute("ROLLBACK");
        }
        database.checkpoint();
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void a_writer_waits_for_the_one_before() {
        Transaction first = database.startTransaction();
        CompletableFuture<Void> second =
                CompletableFuture.runAsync(() -> database.executeInTransaction(() -> write("second")));
        write("first");
        assertThat(second).isNotDone();
        first.commit();
        assertThat(second).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void outside_a_transaction_nothing_can_be_written() {
        assertThatThrownBy(() -> write("one")).hasRootCauseInstanceOf(SQLException.class);
        assertThat(notes()).isZero();
    }

    @Test
    void a_statement_prepared_before_sees_what_was_written_since() {
        assertThat(notes()).isZero();
        database.executeInTransaction(() -> write("one"));
        assertThat(notes()).isEqualTo(1);

        database.executeInTransaction(() -> execute("DROP TABLE note"));
        database.executeInTransaction(() -> execute("CREATE TABLE note (other INTEGER, text TEXT)"));
        assertThat(notes()).isZero();
    }

    @Test
    void within_a_statement_the_same_one_can_be_used_again() {
        BoundSql sql = new BoundSql(database);
        database.executeInTransaction(() -> {
            write("one");
            write("two");
            sql.read("SELECT text FROM note", row -> row.getString(1));
            assertThat(sql.read(
                            "SELECT text FROM note",
                            row -> row.getString(1) + sql.read("SELECT text FROM note", inner -> inner.getString(1))))
                    .containsExactly("one[one, two]", "two[one, two]");
        });
    }

    @Test
    void a_pragma_works_each_time() {
        BoundSql sql = new BoundSql(database);
        database.executeInTransaction(() -> {
            for (int pages : new int[] {100, 200, 100}) {
                execute("PRAGMA cache_size = " + pages);
                assertThat(sql.number("PRAGMA cache_size")).isEqualTo(pages);
            }
        });
    }

    @Test
    void a_statement_that_failed_is_as_good_as_new() {
        BoundSql sql = new BoundSql(database);
        database.executeInTransaction(() -> {
            assertThatThrownBy(() -> sql.writeWithin("INSERT INTO note VALUES (?)", (Object) null))
                    .hasMessageContaining("NOT NULL");
            assertThat(sql.writeWithin("INSERT INTO note VALUES (?)", "one")).isEqualTo(1);
        });
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_value_that_is_not_bound_again_is_not_that_of_the_call_before() {
        BoundSql sql = new BoundSql(database);
        assertThat(sql.number("SELECT ?1 IS NULL", "secret")).isZero();

        assertThat(sql.number("SELECT ?1 IS NULL")).isEqualTo(1);
    }

    @Test
    void a_reader_that_is_used_while_the_database_closes_is_closed_as_well() throws SQLException {
        Connection used = database.prepared("SELECT 1", statement -> {
            database.close();
            return statement.getConnection();
        });

        assertThat(used.isClosed()).isTrue();
    }

    @Test
    void a_closed_database_hands_nothing_out() {
        database.close();
        assertThatThrownBy(() -> new BoundSql(database).number("SELECT 1")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> database.startTransaction()).isInstanceOf(StoreUnavailable.class);
    }
}
