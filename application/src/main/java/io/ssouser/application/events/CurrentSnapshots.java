package io.ssouser.application.events;

import java.util.Arrays;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;

/** Lets pass only snapshots of the present revision that can still be read; for any other the account is built from its events. */
public final class CurrentSnapshots implements SnapshotFilter {
    private final StoredNames names;

    public CurrentSnapshots(StoredNames names) {
        this.names = names;
    }

    @Override
    public boolean test(DomainEventData<?> snapshot) {
        return names.of(snapshot.getPayload().getType()).isPresent() && !isErased(snapshot);
    }

    private static boolean isErased(DomainEventData<?> snapshot) {
        return snapshot.getPayload().getData() instanceof byte[] bytes && Arrays.equals(bytes, JsonSlices.NULL);
    }
}
