package io.ssouser.projections.pendingerasure;

import io.ssouser.projections.store.DocumentJson;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers for pending erasures. */
public final class PendingErasureQueries {
    private static final int AT_ONCE = 1_000;
    /** Ranges end before their end, and documents tell microseconds. */
    private static final Duration JUST_DUE = Duration.ofNanos(1_000);

    private final Documents<PendingErasure> pending;

    public PendingErasureQueries(DocumentStore store) {
        this.pending = new Documents<>(store, new PendingErasureFold().collection(), PendingErasure.class);
    }

    @QueryHandler
    public Optional<PendingErasure> answer(FindPendingErasure query) {
        return pending.find(query.userId().value());
    }

    @QueryHandler
    public List<PendingErasure> answer(FindDueErasures query) {
        String end = DocumentJson.text(query.now().plus(JUST_DUE));
        Query.Range due = new Query.Range(PendingErasureFold.DUE, null, end);
        return pending.find(new Query(List.of(due), PendingErasureFold.DUE, false, null, 0, AT_ONCE));
    }
}
