package io.ssouser.application.vault.events;

import java.util.Arrays;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;

/**
 * Lets pass only snapshots of the present {@link StateShape} that can still be read, and that are whole: written again, they are the same
 * to the byte. With a member too many a user could not be loaded. With a member too few a user would be loaded without a password, or with
 * the second factor off. Instead of any other snapshot, the user's events are replayed.
 */
public final class CurrentSnapshots implements SnapshotFilter {
    private final StoredNames names;
    private final Serializer snapshots;

    public CurrentSnapshots(StoredNames names, Serializer snapshots) {
        this.names = names;
        this.snapshots = snapshots;
    }

    @Override
    public boolean test(DomainEventData<?> snapshot) {
        return names.of(snapshot.getPayload().getType()).isPresent() && isWhole(snapshot);
    }

    private boolean isWhole(DomainEventData<?> snapshot) {
        try {
            Object state = snapshots.deserialize(snapshot.getPayload());
            return state != null
                    && snapshot.getPayload().getData() instanceof byte[] stored
                    && Arrays.equals(
                            stored, snapshots.serialize(state, byte[].class).getData());
        } catch (SerializationException unreadable) {
            return false;
        }
    }
}
