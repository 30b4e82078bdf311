package io.ssouser.application.vault.events;

import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.domain.Provenance;
import io.ssouser.eventstore.axon.EventEncryption;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Seals what is personal in an event, component by component, and in its metadata, with the key of the user whom the event
 * concerns; a snapshot as a whole. Opened again, every value reads as it was, or as {@code null} once the user's key is destroyed.
 */
public final class PersonalDataEncryption implements EventEncryption {
    private static final String WHOLE = "*";

    private final StoredNames names;
    private final DataKeys keys;

    public PersonalDataEncryption(StoredNames names, DataKeys keys) {
        this.names = names;
        this.keys = keys;
    }

    /** @throws IllegalArgumentException when the event has no stored name, so that no one knows what is personal in it */
    @Override
    public Bytes seal(Subject event, Bytes clear) {
        StoredName name = names.named(event.type())
                .orElseThrow(() -> new IllegalArgumentException(event.type() + " is no stored name"));
        JsonSlices metadata = new JsonSlices(clear.metadata());
        ValueEncryption sealing = new ValueEncryption(event, userOf(event, metadata), keys);
        return new Bytes(
                sealPayload(name, clear.payload(), sealing),
                sealMembers(metadata, "metadata.", Provenance.PERSONAL, sealing));
    }

    /**
     * @throws DecryptionFailed when something sealed is not what was sealed there
     * @throws io.ssouser.application.vault.keys.MissingKey when the user's key is lost, but not destroyed
     */
    @Override
    public Bytes open(Subject event, Bytes stored) {
        JsonSlices metadata = new JsonSlices(stored.metadata());
        ValueEncryption sealing = new ValueEncryption(event, userOf(event, metadata), keys);
        return new Bytes(
                openPayload(event, stored.payload(), sealing),
                openMembers(metadata, "metadata.", member -> Provenance.PERSONAL.contains(member.name()), sealing));
    }

    private static byte[] sealPayload(StoredName name, byte[] payload, ValueEncryption sealing) {
        if (name.snapshot()) {
            return sealing.seal(WHOLE, payload);
        }
        return name.personal().isEmpty()
                ? payload
                : sealMembers(new JsonSlices(payload), "payload.", name.personal(), sealing);
    }

    private byte[] openPayload(Subject event, byte[] payload, ValueEncryption sealing) {
        StoredName name = names.named(event.type()).orElse(null);
        if (name != null && name.snapshot()) {
            return sealing.open(WHOLE, payload);
        }
        boolean ofToday = name != null && name.stored().getRevision().equals(event.revision());
        if (ofToday && name.personal().isEmpty()) {
            return payload;
        }
        JsonSlices members = new JsonSlices(payload);
        // Which components of another revision were personal, only the stored bytes tell.
        return openMembers(
                members,
                "payload.",
                ofToday
                        ? member -> name.personal().contains(member.name())
                        : member -> members.startsWith(member, ValueEncryption.PREFIX),
                sealing);
    }

    private static byte[] sealMembers(JsonSlices json, String place, Set<String> personal, ValueEncryption sealing) {
        return json.replacing(
                member -> personal.contains(member.name()) && !json.isNull(member),
                member -> sealing.seal(place + member.name(), json.value(member)));
    }

    private static byte[] openMembers(
            JsonSlices json, String place, Predicate<JsonSlices.Member> sealed, ValueEncryption sealing) {
        return json.replacing(
                member -> sealed.test(member) && !json.isNull(member),
                member -> sealing.open(place + member.name(), json.value(member)));
    }

    private static String userOf(Subject event, JsonSlices metadata) {
        return metadata.members().stream()
                .filter(member -> member.name().equals(Provenance.SUBJECT) && !metadata.isNull(member))
                .findFirst()
                .map(metadata::text)
                .orElse(event.aggregateId());
    }
}
