package io.ssouser.projections;

import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Takes every event of the log into the documents of one read model, a batch at a time. */
final class FoldHandler<S> {
    private final Fold<S> fold;
    private final Documents<S> documents;
    /** Set after a batch that could not be saved: the event that is to blame is found, and parked, by saving after each. */
    private volatile boolean oneByOne;

    /** @throws IllegalArgumentException when the fold has not said what becomes of an erased user */
    FoldHandler(Fold<S> fold, DocumentStore store) {
        fold.requireErasure();
        this.fold = fold;
        this.documents = new Documents<>(store, fold.collection(), fold.type());
    }

    Documents<S> documents() {
        return documents;
    }

    @EventHandler
    void on(Object event, TrackedEventMessage<?> message) {
        FoldedBatch<S> batch = batch();
        batch.apply(RecordedEvent.of(message));
        if (oneByOne || !CurrentUnitOfWork.isStarted()) {
            batch.save();
        }
    }

    private FoldedBatch<S> batch() {
        if (!CurrentUnitOfWork.isStarted()) {
            return new FoldedBatch<>(fold, documents);
        }
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        return unit.getOrComputeResource("documents of " + fold.storedName(), name -> {
            FoldedBatch<S> batch = new FoldedBatch<>(fold, documents);
            unit.onPrepareCommit(done -> save(batch));
            return batch;
        });
    }

    private void save(FoldedBatch<S> batch) {
        try {
            batch.save();
            oneByOne = false;
        } catch (RuntimeException failure) {
            oneByOne = !ParkingPolicy.passes(failure);
            throw failure;
        }
    }
}
