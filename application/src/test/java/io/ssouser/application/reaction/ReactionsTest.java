package io.ssouser.application.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.reaction.Reaction.Effects;
import io.ssouser.application.reaction.Reaction.Start;
import io.ssouser.domain.UserId;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.eventstore.log.StoreRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.deadletter.InMemorySequencedDeadLetterQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReactionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EmbeddedEventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    private final Effects effects = new Effects(NoTransactionManager.instance(), tokens, this::positions);
    private final InMemorySequencedDeadLetterQueue<EventMessage<?>> parked =
            InMemorySequencedDeadLetterQueue.defaultQueue();
    private final List<String> acted = new CopyOnWriteArrayList<>();
    private volatile String refused = "nobody";
    private Reactions reactions;

    @AfterEach
    void close() {
        if (reactions != null) {
            reactions.close();
        }
        log.shutDown();
    }

    private Map<Integer, Long> positions(String reaction) {
        if (tokens.fetchSegments(reaction).length == 0) {
            return Map.of();
        }
        TrackingToken token = tokens.fetchToken(reaction, 0);
        return Map.of(0, token == null ? -1 : token.position().orElse(-1));
    }

    private final class Remembers {
        @EventHandler
        void on(EmailConfirmed event) {
            if (event.userId().value().equals(refused)) {
                throw new IllegalStateException("on purpose");
            }
            acted.add(event.userId().value());
        }
    }

    private void happens(String user) {
        log.publish(new GenericDomainEventMessage<>("User", user, 0, new EmailConfirmed(new UserId(user))));
    }

    private void start(Reaction... registered) {
        reactions = new Reactions(log, List.of(registered));
        reactions.start(this::head, PATIENCE);
    }

    private long head() {
        return log.createHeadToken() == null
                ? -1
                : log.createHeadToken().position().orElse(-1);
    }

    private Reaction fromNowOn() {
        return Reaction.fromNowOn("mail", effects, parked, List.of(new Remembers()));
    }

    private Reaction toAll(Start start) {
        return Reaction.toTheWholeLog("rows", effects, start, new Remembers());
    }

    @Test
    void one_that_begins_now_does_not_act_on_what_was_before() {
        happens("ada");
        start(fromNowOn());
        happens("grace");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(acted).containsExactly("grace"));
    }

    @Test
    void one_to_the_whole_log_has_acted_on_all_of_it_when_the_start_returns() {
        happens("ada");
        happens("grace");
        start(toAll(Start.TAIL));
        assertThat(acted).containsExactly("ada", "grace");
        assertThat(reactions.parked("rows")).isZero();
    }

    @Test
    void one_that_parks_goes_on_with_other_accounts() {
        refused = "ada";
        start(fromNowOn());
        happens("ada");
        happens("grace");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(acted).containsExactly("grace"));
        assertThat(reactions.parked("mail")).isEqualTo(1);
    }

    @Test
    void one_to_the_whole_log_that_cannot_act_keeps_the_service_from_starting() {
        refused = "ada";
        happens("ada");
        reactions = new Reactions(log, List.of(toAll(Start.TAIL)));
        assertThatIllegalStateException()
                .isThrownBy(() -> reactions.start(this::head, Duration.ofMillis(300)))
                .withMessageContaining("rows");
        assertThat(acted).isEmpty();
    }

    @Test
    void a_log_that_ends_before_what_was_seen_is_refused_or_acted_on_from_its_beginning() {
        happens("ada");
        for (String name : List.of("rows", "mail")) {
            tokens.initializeTokenSegments(name, 1, new GlobalSequenceTrackingToken(7));
        }
        assertThatExceptionOfType(StoreRefused.class).isThrownBy(() -> start(toAll(Start.TAIL)));
        assertThatExceptionOfType(StoreRefused.class).isThrownBy(() -> start(fromNowOn()));
        start(toAll(Start.TAIL_OF_ANY_LOG));
        assertThat(acted).containsExactly("ada");
    }

    @Test
    void two_of_one_name_and_names_of_none_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reactions(log, List.of(fromNowOn(), fromNowOn())))
                .withMessage("Two reactions are called mail");
        start(fromNowOn());
        assertThatIllegalArgumentException().isThrownBy(() -> reactions.position("ghost"));
    }
}
