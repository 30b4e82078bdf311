package io.ssouser.app.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.ssouser.application.reaction.Reaction.Effects;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.projections.ParkedEvents;
import io.ssouser.projections.Sharing;
import io.ssouser.projections.store.DocumentStore;
import java.time.Clock;
import java.util.function.LongFunction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/**
 * All that is kept, behind its ports, in the technology that {@code SSO_STORE} names. Each part is opened when it is first asked for, so
 * a tool opens no more than it needs; asking again gives the same.
 */
public interface Storage extends AutoCloseable {

    /** Whether other processes may use the same data at the same time. */
    boolean isShared();

    /** Whether there are keys already: a tool must not make a store where there is none. */
    boolean hasKeys();

    /** Where the keys are, as an operator names it. */
    String placeOfKeys();

    EventLog log();

    KeyStore keys();

    /** What is neither event nor read model, the keys excepted. */
    StateStore state();

    DocumentStore documents();

    /** Of the store of documents: a batch, its token and what it parked belong together. */
    TransactionManager viewTransactions();

    TokenStore viewTokens();

    ParkedEvents parkedEvents(Clock clock);

    Sharing sharing();

    /** For reactions that change sessions and the like. */
    Effects stateEffects();

    /** For the reaction that destroys keys. */
    Effects keyEffects();

    /** Where a reaction leaves what it cannot act on yet. */
    SequencedDeadLetterQueue<EventMessage<?>> parkedEvents(
            String reaction, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock);

    /** Lets go of what deleted documents leave behind in the files, where that can be done. */
    void forgetDeletedDocuments();

    /** Wakes the engine's readers when others append, until the storage is closed. */
    void wake(LogEventStorageEngine engine);

    /**
     * Writes something of no meaning, as durably as everything else.
     *
     * @throws RuntimeException when it cannot be done now
     */
    void requireWritable(Clock clock);

    /** What an operator watches of this technology alone. */
    void bindTo(MeterRegistry meters);

    @Override
    void close();
}
