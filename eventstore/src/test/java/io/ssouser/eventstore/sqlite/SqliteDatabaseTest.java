package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.eventstore.log.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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
import org.sqlite.SQLiteConnection;

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
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String text) {
        execute("INSERT INTO note VALUES ('" + text + "')");
    }

    private long notes() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM note")) {
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
    void a_reader_closed_twice_is_not_shared_by_two() throws SQLException {
        Connection once = database.getConnection();
        once.close();
        once.close();
        try (Connection one = database.getConnection();
                Connection other = database.getConnection()) {
            assertThat(one.unwrap(SQLiteConnection.class)).isNotSameAs(other.unwrap(SQLiteConnection.class));
        }
    }

    @Test
    void a_reader_left_in_a_transaction_is_not_used_again() throws SQLException {
        Connection careless = database.getConnection();
        careless.setAutoCommit(false);
        careless.close();
        try (Connection next = database.getConnection()) {
            assertThat(next.getAutoCommit()).isTrue();
        }
    }

    @Test
    void a_closed_database_hands_nothing_out() {
        database.close();
        assertThatThrownBy(() -> database.getConnection()).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> database.startTransaction()).isInstanceOf(StoreUnavailable.class);
    }
}
