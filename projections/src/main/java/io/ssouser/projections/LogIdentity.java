package io.ssouser.projections;

import io.ssouser.projections.store.Collection;
import java.util.List;

/**
 * The newest event that a read model has seen: a log without it is another one, even when it has grown longer.
 *
 * @param position in the log, from 0
 */
record LogIdentity(long position, String eventId) {
    static final Collection COLLECTION = new Collection("last-seen", List.of());
}
