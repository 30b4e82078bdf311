package io.ssouser.application.vault.events;

import io.ssouser.domain.Personal;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * Two releases between which {@code user.device-renamed} changes its shape: its personal member {@code name} becomes {@code deviceName}. Today's
 * class plays revision 2, the newest; {@link OlderDeviceRenamed} is what the release before wrote.
 */
public final class ShapeDrill {
    private static final String NAME = "user.device-renamed";

    private ShapeDrill() {}

    /** The event as revision 1 stores it. */
    @StoredAs(NAME)
    public record OlderDeviceRenamed(
            UserId userId, DeviceId deviceId, @Personal DeviceName name) {}

    public static StoredNames olderNames() {
        return namesWith(StoredName.ofEvent(OlderDeviceRenamed.class));
    }

    /** Writes today's class in the older shape, so that the whole of today's service can play the older release. */
    public static Serializer olderSerializer(StoredNames names) {
        return new OlderSerializer(EventSerializer.forEvents(names));
    }

    public static StoredNames newerNames() {
        return namesWithRevision(2);
    }

    public static EventUpcaster newerUpcasters() {
        return new EventUpcasterChain(new DeviceRenamed1To2());
    }

    static StoredNames namesWithRevision(int revision) {
        StoredName today = StoredName.ofEvent(DeviceRenamed.class);
        SimpleSerializedType stored = new SimpleSerializedType(NAME, Integer.toString(revision));
        return namesWith(new StoredName(today.type(), stored, today.personal(), today.snapshot()));
    }

    private static StoredNames namesWith(StoredName deviceRenamed) {
        StoredNames names = new StoredNames();
        Stream.of(UserEvent.class, EmailClaimEvent.class, SubscriptionEvent.class, IdentityClaimEvent.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .filter(event -> event != DeviceRenamed.class)
                .map(StoredName::ofEvent)
                .forEach(names::add);
        names.add(deviceRenamed);
        return names;
    }
}
