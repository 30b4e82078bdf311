package io.ssouser.application.vault.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.TestKeys;
import io.ssouser.domain.identity.FakeIdentityClaims;
import io.ssouser.domain.mfa.FakeBackupCodes;
import io.ssouser.domain.mfa.FakeTotp;
import io.ssouser.domain.password.FakePasswordGuesser;
import io.ssouser.domain.password.FakePasswordHasher;
import io.ssouser.domain.password.FakeRecentMistakes;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.password.RecordingLockedAttempts;
import io.ssouser.domain.session.SessionActivity;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.user.ErasurePolicy;
import io.ssouser.domain.user.PlatformOwnerPolicy;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.eventstore.axon.EventEncryption.Bytes;
import io.ssouser.eventstore.axon.EventEncryption.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The user as the approved samples leave it, made by Axon's own snapshotter, and stored. */
class UserSnapshotTest {
    private static final String ANNA = "5e0f6f0e-6f0b-4c57-9a3e-2d1f0c7b8a11";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Names of the fields that are maps. */
    private static final Set<String> MAPS = Pattern.compile("(\\w+): java\\.util\\.Map")
            .matcher(StateShape.describe(User.class))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    private final StoredNames names = EventSamples.NAMES.withSnapshot(User.class, "user.snapshot");
    private final String revision = Integer.toString(StateShape.revisionOf(User.class));
    private final EventSerializer serializer = EventSerializer.forSnapshots(names);
    private final DataKeys keys = TestKeys.dataKeys();
    private final PersonalDataEncryption encryption = new PersonalDataEncryption(names, keys);
    private final DomainEventMessage<?> snapshot = snapshotOf(history());

    @Test
    void an_account_read_from_its_snapshot_is_in_every_field_as_it_was() {
        SerializedObject<byte[]> stored = serializer.serialize(snapshot.getPayload(), byte[].class);
        assertThat(stored.getType().getName()).isEqualTo("user.snapshot");
        User read = serializer.deserialize(stored);
        assertThat(read).usingRecursiveComparison().isEqualTo(snapshot.getPayload());
        assertThat(serializer.serialize(read, byte[].class).getData()).isEqualTo(stored.getData());
    }

    @Test
    void no_part_of_the_account_stands_in_the_clear() {
        Bytes clear = clear();
        assertThat(text(clear)).contains("$argon2id$").contains("0b8f3d52-6a57-4f83-9c6d-2f0e3a1b4c5d");
        Bytes stored = encryption.encrypt(subject(), clear);
        assertThat(text(stored)).matches("\\{\"sealed\":\"[A-Za-z0-9+/=]+\"\\}");
        assertThat(encryption.decrypt(subject(), stored).payload()).isEqualTo(clear.payload());
    }

    @Test
    void only_a_snapshot_of_the_present_shape_that_can_be_read_is_used() {
        Bytes stored = encryption.encrypt(subject(), clear());
        assertThat(isUsed(
                        "user.snapshot",
                        revision,
                        encryption.decrypt(subject(), stored).payload()))
                .isTrue();
        assertThat(isUsed(
                        "user.snapshot",
                        "9",
                        encryption.decrypt(subject(), stored).payload()))
                .isFalse();
        assertThat(isUsed(
                        "account.snapshot",
                        revision,
                        encryption.decrypt(subject(), stored).payload()))
                .isFalse();
        keys.destroy(ANNA);
        assertThat(isUsed(
                        "user.snapshot",
                        revision,
                        encryption.decrypt(subject(), stored).payload()))
                .isFalse();
    }

    /** As if a field had been removed from the class, or added to it, and the revision had stayed the same. */
    @Test
    void a_snapshot_with_a_member_too_many_or_too_few_is_passed_over_wherever_it_is() {
        List<Set<String>> objects = states(whole()).stream()
                .map(ObjectNode::propertyNames)
                .map(Set::copyOf)
                .toList();
        assertThat(objects).hasSizeGreaterThan(10);
        for (int i = 0; i < objects.size(); i++) {
            JsonNode tooMany = whole();
            states(tooMany).get(i).put("colour", "red");
            assertPassedOver(tooMany, "with a colour: " + objects.get(i));
            for (String member : objects.get(i)) {
                JsonNode tooFew = whole();
                states(tooFew).get(i).remove(member);
                assertPassedOver(tooFew, "without " + member);
            }
        }
        assertThat(isUsed("user.snapshot", revision, JSON.writeValueAsBytes(whole())))
                .isTrue();
    }

    private JsonNode whole() {
        return JSON.readTree(clear().payload());
    }

    private void assertPassedOver(JsonNode state, String how) {
        assertThat(isUsed("user.snapshot", revision, JSON.writeValueAsBytes(state)))
                .as(how)
                .isFalse();
    }

    /** The objects that have fields, in one order; the keys of maps are nobody's fields. */
    private static List<ObjectNode> states(JsonNode node) {
        List<ObjectNode> states = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            states.add(object);
            object.properties().stream()
                    .flatMap(member -> MAPS.contains(member.getKey())
                            ? member.getValue().valueStream()
                            : Stream.of(member.getValue()))
                    .forEach(inner -> states.addAll(states(inner)));
        }
        node.valueStream().filter(inner -> node.isArray()).forEach(inner -> states.addAll(states(inner)));
        return states;
    }

    @Test
    void a_state_with_a_field_that_no_one_knows_is_not_read() {
        byte[] other = "{\"colour\":\"red\"}".getBytes(StandardCharsets.US_ASCII);
        SerializedObject<byte[]> stored = new SimpleSerializedObject<>(other, byte[].class, "user.snapshot", revision);
        assertThatThrownBy(() -> serializer.deserialize(stored)).isInstanceOf(SerializationException.class);
    }

    private boolean isUsed(String name, String revision, byte[] payload) {
        return new CurrentSnapshots(names, serializer)
                .allow(new Kept(new SimpleSerializedObject<>(payload, byte[].class, name, revision)));
    }

    /** A snapshot as the engine hands it to the filter. */
    private record Kept(SerializedObject<byte[]> payload) implements DomainEventData<byte[]> {
        @Override
        public SerializedObject<byte[]> getPayload() {
            return payload;
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return new SerializedMetaData<>(new byte[0], byte[].class);
        }

        @Override
        public String getEventIdentifier() {
            return "s-1";
        }

        @Override
        public String getType() {
            return "User";
        }

        @Override
        public String getAggregateIdentifier() {
            return ANNA;
        }

        @Override
        public long getSequenceNumber() {
            return 0;
        }

        @Override
        public Instant getTimestamp() {
            return Instant.EPOCH;
        }
    }

    private Bytes clear() {
        byte[] metadata =
                serializer.serialize(snapshot.getMetaData(), byte[].class).getData();
        return new Bytes(
                serializer.serialize(snapshot.getPayload(), byte[].class).getData(), metadata);
    }

    private Subject subject() {
        return new Subject(ANNA, snapshot.getIdentifier(), "user.snapshot", revision);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.payload(), StandardCharsets.UTF_8);
    }

    private static List<DomainEventMessage<?>> history() {
        EventSerializer events = EventSerializer.forEvents(EventSamples.NAMES);
        List<DomainEventMessage<?>> history = new ArrayList<>();
        ApprovedSamples.newest()
                .map(events::<byte[], Object>deserialize)
                .filter(UserEvent.class::isInstance)
                .filter(event -> !(event instanceof UserEvent.DeviceRevoked
                        || event instanceof UserEvent.MfaDisabled
                        || event instanceof UserEvent.UserErased))
                .sorted(Comparator.comparing(event -> !(event instanceof UserEvent.Registered)))
                .forEach(event -> history.add(new GenericDomainEventMessage<>("User", ANNA, history.size(), event)));
        return history;
    }

    private static DomainEventMessage<?> snapshotOf(List<DomainEventMessage<?>> history) {
        InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
        engine.appendEvents(history);
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(engine).build();
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(User.class),
                new SimpleResourceParameterResolverFactory(List.of(
                        new PasswordPolicy(8, new FakePasswordGuesser()),
                        new StepUpPolicy(null),
                        new PlatformOwnerPolicy(null),
                        new GuessMemory(new FakeRecentMistakes(), new RecordingLockedAttempts()),
                        new FakePasswordHasher(),
                        new FakeTotp(),
                        new FakeBackupCodes(),
                        new FakeIdentityClaims(),
                        (SessionActivity) session -> Instant.MIN,
                        new ErasurePolicy(Duration.ZERO),
                        Clock.systemUTC())));
        AggregateSnapshotter.builder()
                .eventStore(store)
                .parameterResolverFactory(parameters)
                .aggregateFactories(List.of(new GenericAggregateFactory<>(
                        AnnotatedAggregateMetaModelFactory.inspectAggregate(User.class, parameters))))
                .build()
                .scheduleSnapshot(User.class, ANNA);
        return engine.readSnapshot(ANNA).orElseThrow();
    }
}
