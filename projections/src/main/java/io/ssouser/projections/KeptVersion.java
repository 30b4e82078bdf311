package io.ssouser.projections;

import io.ssouser.projections.store.Documents;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/**
 * What is kept of one version of a read model beside its documents: how far it has come, and what it parked.
 *
 * @param name under which all of it is kept
 */
record KeptVersion(
        String name,
        TransactionManager transactions,
        TokenStore tokens,
        Documents<LogIdentity> lastSeen,
        SequencedDeadLetterQueue<EventMessage<?>> parked) {

    /**
     * Forgets it all, with the documents. Back to the beginning first, in all parts or none: whoever dies before the rest applies everything
     * again to what is there, which changes nothing. The other way round a read model could be empty and pass for complete.
     *
     * @throws UnableToClaimTokenException when another process works on a part of it; then nothing has changed
     */
    void forget(Runnable documents) {
        transactions.executeInTransaction(() -> {
            for (int segment : tokens.fetchSegments(name)) {
                tokens.fetchToken(name, segment);
                tokens.storeToken(null, name, segment);
            }
        });
        transactions.executeInTransaction(() -> {
            documents.run();
            parked.clear();
            lastSeen.forget(name);
            for (int segment : tokens.fetchSegments(name)) {
                tokens.releaseClaim(name, segment);
            }
        });
    }
}
