package io.ssouser.projections;

import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Takes every event of the log into the documents of one read model, a batch at a time. */
final class FoldHandler<S> {
    private final Fold<S> fold;
    private final Documents<S> documents;
    /**
     * The last event of any batch that could not be saved. Up to it, documents are saved after each event, so that the one to blame is found and
     * parked. It never moves back: threads that work on other parts must not make this one try the whole batch again.
     */
    private final AtomicLong suspectUntil = new AtomicLong(-1);

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
        RecordedEvent recorded = RecordedEvent.of(message);
        apply(batch, recorded);
        if (recorded.position() <= suspectUntil.get() || !CurrentUnitOfWork.isStarted()) {
            batch.save();
        }
    }

    private void apply(FoldedBatch<S> batch, RecordedEvent event) {
        try {
            batch.apply(event);
        } catch (BatchRefused refused) {
            suspectUntil.accumulateAndGet(batch.until(), Math::max);
            throw refused;
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
        } catch (RuntimeException failure) {
            if (!ParkingPolicy.passes(failure)) {
                suspectUntil.accumulateAndGet(batch.until(), Math::max);
            }
            throw failure;
        }
    }
}
