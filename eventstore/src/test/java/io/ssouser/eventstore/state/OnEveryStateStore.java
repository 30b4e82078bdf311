package io.ssouser.eventstore.state;

import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.state.mongodb.MongoStateStore;
import io.ssouser.eventstore.state.sqlite.SqliteStateStore;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of what is kept in a {@link StateStore}, which runs once on a file of SQLite and once on nodes of one MongoDB database. */
@ParameterizedClass
@EnumSource
public abstract class OnEveryStateStore {
    /** In which the state is kept. */
    public enum Store {
        SQLITE,
        MONGODB
    }

    @Parameter
    Store store = Store.SQLITE;

    @TempDir
    private Path folder = Path.of("");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable TestMongo mongo;
    private @Nullable StateStore first;

    @BeforeEach
    void open_the_first_node() {
        if (store == Store.MONGODB) {
            mongo = TestMongo.fresh();
            open.push(mongo);
        }
        first = node();
    }

    /** An empty store, and always the same in a test. */
    protected StateStore state() {
        return Objects.requireNonNull(first);
    }

    /** The same data, as another node has them; the very same store where one process owns them. */
    protected StateStore onAnotherNode() {
        return mongo == null ? state() : node();
    }

    /** The same data, after the process was replaced by another. */
    protected StateStore reopened() throws Exception {
        if (mongo == null) {
            open.pop().close();
        }
        first = node();
        return state();
    }

    private StateStore node() {
        if (mongo == null) {
            SqliteDatabase file = SqliteDatabase.open(folder.resolve("state.db"), Durability.EVERY_COMMIT);
            open.push(file);
            return SqliteStateStore.of(file);
        }
        MongoStore node = mongo.store();
        open.push(node);
        return new MongoStateStore(node);
    }

    @AfterEach
    void close_all() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
