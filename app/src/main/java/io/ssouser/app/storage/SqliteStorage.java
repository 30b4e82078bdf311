package io.ssouser.app.storage;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ssouser.application.reaction.Reaction.Effects;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.sqlite.Belonging;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDeadLetterQueue;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import io.ssouser.eventstore.sqlite.SqliteTokenStore;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.sqlite.SqliteStateStore;
import io.ssouser.projections.ParkedEvents;
import io.ssouser.projections.Sharing;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.sqlite.SqliteDocumentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;

/** Four files in one folder, of one process: the log's lock keeps a second one out. */
public final class SqliteStorage implements Storage {
    private final Path folder;
    private final SqliteFiles files;
    private @Nullable SqliteEventLog log;

    public SqliteStorage(Path folder, Supplier<UUID> ids) {
        this.folder = folder;
        this.files = new SqliteFiles(folder, ids);
    }

    private SqliteDatabase keysFile() {
        return files.keys(this::log);
    }

    private SqliteDatabase stateFile() {
        return files.state(this::log);
    }

    private SqliteDatabase views() {
        return files.views(this::log);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean hasKeys() {
        return files.hasKeys();
    }

    @Override
    public String placeOfKeys() {
        return files.placeOfKeys();
    }

    @Override
    public synchronized EventLog log() {
        SqliteEventLog opened = log != null ? log : SqliteEventLog.open(folder.resolve("log.db"));
        log = opened;
        return opened;
    }

    @Override
    public KeyStore keys() {
        return new KeyStore(SqliteStateStore.thatLeavesNothing(keysFile()));
    }

    @Override
    public StateStore state() {
        return SqliteStateStore.of(stateFile(), SqliteFiles.MOVE_STATE);
    }

    @Override
    public DocumentStore documents() {
        return new SqliteDocumentStore(views());
    }

    @Override
    public TransactionManager viewTransactions() {
        return views();
    }

    @Override
    public SqliteTokenStore viewTokens() {
        return new SqliteTokenStore(views());
    }

    @Override
    public ParkedEvents parkedEvents(Clock clock) {
        return (group, eventAt) -> new SqliteDeadLetterQueue(group, views(), eventAt, clock);
    }

    @Override
    public Sharing sharing() {
        return Sharing.none(viewTokens()::positions);
    }

    @Override
    public Effects stateEffects() {
        SqliteTokenStore tokens = new SqliteTokenStore(stateFile());
        return new Effects(stateFile(), tokens, tokens);
    }

    /** Without a transaction, because destroying a key cuts the file's write-ahead log; it may be repeated. */
    @Override
    public Effects keyEffects() {
        SqliteTokenStore tokens = new SqliteTokenStore(keysFile());
        return new Effects(NoTransactionManager.instance(), tokens, tokens);
    }

    @Override
    public SequencedDeadLetterQueue<EventMessage<?>> parkedEvents(
            String reaction, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock) {
        return new SqliteDeadLetterQueue(reaction, stateFile(), eventAt, clock);
    }

    @Override
    public void forgetDeletedDocuments() {
        views().checkpoint();
    }

    /** Nobody else appends. */
    @Override
    public void wake(LogEventStorageEngine engine) {}

    /** The log and the state; without the keys or the views the service can do more than nothing. */
    @Override
    public void requireWritable(Clock clock) {
        SqliteEventLog opened = log;
        if (opened != null) {
            opened.requireWritable();
        }
        Belonging.touch(stateFile());
    }

    @Override
    public synchronized void bindTo(MeterRegistry meters) {
        if (log != null) {
            FunctionCounter.builder("sso.log.checkpoint.failures", log, SqliteEventLog::checkpointFailures)
                    .description("Times that the write-ahead log could not be copied into log.db, and so grows")
                    .register(meters);
        }
    }

    @Override
    public synchronized void close() {
        files.close();
        if (log != null) {
            log.close();
        }
    }
}
