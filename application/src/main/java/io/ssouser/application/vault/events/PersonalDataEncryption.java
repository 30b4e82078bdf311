package io.ssouser.application.vault.events;

import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.domain.Provenance;
import io.ssouser.eventstore.axon.EventEncryption;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Encrypts what is personal in an event, component by component, and in its metadata, with the key of the user whom the event
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
    public Bytes encrypt(Subject event, Bytes clear) {
        StoredName name = names.named(event.type())
                .orElseThrow(() -> new IllegalArgumentException(event.type() + " is no stored name"));
        JsonSlices metadata = new JsonSlices(clear.metadata());
        ValueEncryption encryption = new ValueEncryption(event, userOf(event, metadata), keys);
        return new Bytes(
                encryptPayload(name, clear.payload(), encryption),
                encryptMembers(metadata, "metadata.", Provenance.PERSONAL, encryption));
    }

    /**
     * @throws DecryptionFailed when something encrypted is not what was encrypted there
     * @throws io.ssouser.application.vault.keys.MissingKey when the user's key is lost, but not destroyed
     */
    @Override
    public Bytes decrypt(Subject event, Bytes stored) {
        JsonSlices metadata = new JsonSlices(stored.metadata());
        ValueEncryption encryption = new ValueEncryption(event, userOf(event, metadata), keys);
        return new Bytes(
                openPayload(event, stored.payload(), encryption),
                openMembers(metadata, "metadata.", member -> Provenance.PERSONAL.contains(member.name()), encryption));
    }

    private static byte[] encryptPayload(StoredName name, byte[] payload, ValueEncryption encryption) {
        if (name.snapshot()) {
            return encryption.encrypt(WHOLE, payload);
        }
        return name.personal().isEmpty()
                ? payload
                : encryptMembers(new JsonSlices(payload), "payload.", name.personal(), encryption);
    }

    private byte[] openPayload(Subject event, byte[] payload, ValueEncryption encryption) {
        StoredName name = names.named(event.type()).orElse(null);
        if (name != null && name.snapshot()) {
            return encryption.decrypt(WHOLE, payload);
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
                encryption);
    }

    private static byte[] encryptMembers(
            JsonSlices json, String place, Set<String> personal, ValueEncryption encryption) {
        return json.replacing(
                member -> personal.contains(member.name()) && !json.isNull(member),
                member -> encryption.encrypt(place + member.name(), json.value(member)));
    }

    private static byte[] openMembers(
            JsonSlices json, String place, Predicate<JsonSlices.Member> encrypted, ValueEncryption encryption) {
        return json.replacing(
                member -> encrypted.test(member) && !json.isNull(member),
                member -> encryption.decrypt(place + member.name(), json.value(member)));
    }

    private static String userOf(Subject event, JsonSlices metadata) {
        return metadata.members().stream()
                .filter(member -> member.name().equals(Provenance.SUBJECT) && !metadata.isNull(member))
                .findFirst()
                .map(metadata::text)
                .orElse(event.aggregateId());
    }
}
