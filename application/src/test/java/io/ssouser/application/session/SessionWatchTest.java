package io.ssouser.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ssouser.application.vault.events.EventSerializer;
import io.ssouser.application.vault.events.StoredNames;
import io.ssouser.domain.UserId;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.domain.user.UserEvent.SessionEnded;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.axon.LogEventStore;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.mongodb.MongoEventLog;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One node ends sessions, another watches: two engines on one log. */
class SessionWatchTest {
    private static final UserId ADA = new UserId("5f0c7c3e-9f3b-4e0a-8f0b-0a4f6a6a3e11");

    private final TestMongo mongo = TestMongo.fresh();
    private final MongoStore store = mongo.store();
    private final EventLog log = new MongoEventLog(store);
    private final LogEventStorageEngine one = engine();
    private final LogEventStorageEngine other = engine();
    private final SessionGate gate = new SessionGate(Duration.ofHours(24), Clock.systemUTC(), delay -> {});
    private final SessionWatch watch = watch(Duration.ofHours(1));
    private long sequence;

    private SessionWatch watch(Duration againAfter) {
        return new SessionWatch(LogEventStore.on(other, NoOpMessageMonitor.instance()), gate, againAfter);
    }

    private LogEventStorageEngine engine() {
        Serializer json = EventSerializer.forEvents(StoredNames.ofEvents(UserEvent.class));
        return LogEventStorageEngine.builder(log, Clock.systemUTC(), UUID::randomUUID, "node")
                .eventSerializer(json)
                .snapshotSerializer(json)
                .build();
    }

    @AfterEach
    void close() {
        watch.close();
        one.close();
        other.close();
        log.close();
        store.close();
        mongo.close();
    }

    private SessionId ended() {
        SessionId session = new SessionId(UUID.randomUUID().toString());
        one.appendEvents(new GenericDomainEventMessage<>(
                "User", ADA.value(), sequence++, new SessionEnded(ADA, session, EndReason.SIGNED_OUT)));
        return session;
    }

    @Test
    void the_gate_knows_what_ended_before_the_start_but_not_what_is_forgotten_already() {
        SessionId forgotten = ended();
        SessionId known = ended();

        watch.start(0);

        assertThat(gate.hasEnded(known)).isTrue();
        assertThat(gate.hasEnded(forgotten)).isFalse();
    }

    @Test
    void the_gate_knows_every_end_that_was_in_the_log_when_it_was_asked_to_catch_up() {
        watch.start(-1);
        SessionId session = ended();

        watch.catchUp();

        assertThat(gate.hasEnded(session)).isTrue();
    }

    @Test
    void an_end_on_another_node_is_told_when_the_log_has_grown() {
        watch.start(-1);
        SessionId session = ended();

        other.wakeReaders();

        await().atMost(Duration.ofSeconds(10)).until(() -> gate.hasEnded(session));
    }

    @Test
    void an_end_of_which_nobody_told_is_found_all_the_same() {
        try (SessionWatch deaf = watch(Duration.ofMillis(100))) {
            deaf.start(-1);
            SessionId session = ended();

            await().atMost(Duration.ofSeconds(10)).until(() -> gate.hasEnded(session));
        }
    }

    @Test
    void a_log_that_cannot_be_read_is_told_to_whoever_must_know() {
        watch.start(-1);
        log.close();

        assertThatThrownBy(watch::catchUp).isInstanceOf(LogUnavailable.class);
    }
}
