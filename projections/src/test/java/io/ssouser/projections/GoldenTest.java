package io.ssouser.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.application.vault.events.EventSerializer;
import io.ssouser.application.vault.events.EventUpcasters;
import io.ssouser.application.vault.events.StoredNames;
import io.ssouser.domain.UnknownEvent;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.projections.fold.CannotApply;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.memory.MemoryDocumentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One story as the log holds it, and the documents that each read model makes of it, as files: {@code golden/events.jsonl} in,
 * {@code golden/<read model>.json} out. Events come in batches of every size, and half of them twice.
 */
class GoldenTest {
    private static final Path FILES = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final EventSerializer EVENTS = EventSerializer.forEvents(StoredNames.ofEvents(
            UserEvent.class, EmailClaimEvent.class, SubscriptionEvent.class, IdentityClaimEvent.class));

    /** Every fold of this module. */
    static Stream<Fold<?>> folds() throws IOException {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files
                    .map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith("Fold.class") && !file.endsWith("/Fold.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.').replace('\\', '.'))
                    .sorted()
                    .<Fold<?>>map(GoldenTest::made)
                    .toList()
                    .stream();
        }
    }

    private static Fold<?> made(String name) {
        try {
            return (Fold<?>) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<RecordedEvent> events() throws IOException {
        try (Stream<String> lines = Files.lines(FILES.resolve("events.jsonl"))) {
            return lines.map(JSON::readTree).map(GoldenTest::event).toList();
        }
    }

    private static RecordedEvent event(JsonNode line) {
        Map<String, String> metadata = new HashMap<>();
        line.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asString()));
        Object payload = EventUpcasters.chain()
                .upcast(Stream.of(new InitialEventRepresentation(new Line(line), EVENTS)))
                .map(newest -> EVENTS.<byte[], Object>deserialize(newest.getData(byte[].class)))
                .findFirst()
                .orElseThrow();
        return new RecordedEvent(
                line.get("position").asLong(),
                line.get("id").asString(),
                Instant.parse(line.get("time").asString()),
                metadata,
                payload);
    }

    /** A line of the file as the log holds it; its metadata are read apart. */
    private record Line(JsonNode json) implements EventData<byte[]> {
        @Override
        public String getEventIdentifier() {
            return json.get("id").asString();
        }

        @Override
        public Instant getTimestamp() {
            return Instant.parse(json.get("time").asString());
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return new SerializedMetaData<>(JSON.writeValueAsBytes(Map.of()), byte[].class);
        }

        @Override
        public SerializedObject<byte[]> getPayload() {
            return new SimpleSerializedObject<>(
                    JSON.writeValueAsBytes(json.get("payload")),
                    byte[].class,
                    json.get("type").asString(),
                    json.get("revision").asString());
        }
    }

    @ParameterizedTest
    @MethodSource("folds")
    <S> void the_documents_are_those_of_the_file(Fold<S> fold) throws IOException {
        List<RecordedEvent> events = events();
        JsonNode expected = JSON.readTree(FILES.resolve(fold.name() + ".json").toFile());
        for (int size : List.of(1, 2, 7, events.size())) {
            assertThat(documents(fold, events, size)).as("batches of %d", size).isEqualTo(expected);
        }
    }

    private static <S> ObjectNode documents(Fold<S> fold, List<RecordedEvent> events, int size) {
        MemoryDocumentStore store = new MemoryDocumentStore();
        Documents<S> documents = new Documents<>(store, fold.collection(), fold.type());
        for (int from = 0; from < events.size(); from += size) {
            FoldedBatch<S> batch = new FoldedBatch<>(fold, documents);
            events.subList(Math.max(0, from - size / 2), Math.min(events.size(), from + size))
                    .forEach(batch::apply);
            batch.save();
        }
        ObjectNode found = JSON.createObjectNode();
        store.everything(fold.storedName()).forEach((id, json) -> found.set(id, JSON.readTree(json)));
        return found;
    }

    @ParameterizedTest
    @MethodSource("folds")
    <S> void an_event_that_nobody_knows_is_named_in_the_refusal(Fold<S> fold) {
        Documents<S> documents = new Documents<>(new MemoryDocumentStore(), fold.collection(), fold.type());
        RecordedEvent unknown =
                new RecordedEvent(0, "id", Instant.EPOCH, Map.of(), new UnknownEvent("user.from-the-future", "9"));
        assertThatThrownBy(() -> new FoldedBatch<>(fold, documents).apply(unknown))
                .isInstanceOf(CannotApply.class)
                .hasMessage("unknown event user.from-the-future, revision 9");
        assertThatThrownBy(() -> fold.evolve(null, unknown)).isInstanceOf(CannotApply.class);
    }

    @Test
    void every_kind_of_event_is_in_the_story() throws IOException {
        Set<Class<?>> told =
                events().stream().map(event -> event.payload().getClass()).collect(Collectors.toSet());
        assertThat(told)
                .containsAll(Stream.of(
                                UserEvent.class,
                                EmailClaimEvent.class,
                                SubscriptionEvent.class,
                                IdentityClaimEvent.class)
                        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                        .toList());
    }

    @Test
    void every_read_model_and_no_other_has_a_file() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(Stream.of("events.jsonl"), folds().map(fold -> fold.name() + ".json"))
                                    .toList());
        }
    }
}
