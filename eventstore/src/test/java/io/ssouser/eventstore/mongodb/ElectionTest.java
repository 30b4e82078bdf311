package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.Commit;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoredEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an append while the members of a set cannot agree, and what becomes of it. */
class ElectionTest {
    private final FakeMongo server = new FakeMongo().asReplicaSet();
    private final MongoStore store = MongoStore.connect(server.uri("replicaSet=rs0"));
    private final MongoEventLog log = new MongoEventLog(store);

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    private void assertOnce(Head end, List<Commit> next) {
        server.calm();
        assertThat(log.append(end, next)).isEqualTo(new AppendOutcome(1, AppendOutcome.Stop.NONE));
        assertThat(log.read(0, 10)).extracting(StoredEvent::position).containsExactly(0L, 1L);
        assertThat(log.head().nextPosition()).isEqualTo(2);
    }

    private Head begun() {
        log.append(Head.START, CommitsToTry.after(Head.START).commit("a@0").list());
        return log.head();
    }

    private static Document notAcknowledged(Document reply, int code) {
        reply.put(
                "writeConcernError", new Document("code", code).append("errmsg", "waiting for replication timed out"));
        return reply;
    }

    /** WriteConcernTimeout; the primary shuts down, or steps down, while it waits for the others. */
    @ParameterizedTest
    @ValueSource(ints = {64, 91, 189, 11600, 11602})
    void a_write_that_no_majority_has_acknowledged_is_unknown_and_then_proved(int code) {
        Head end = begun();
        List<Commit> next = CommitsToTry.after(end).commit("a@1").list();
        server.afterwards("insert", reply -> notAcknowledged(reply, code));

        assertThatThrownBy(() -> log.append(end, next)).isInstanceOf(LogUnavailable.class);

        assertOnce(end, next);
    }

    /** A primary that is none any more; overload; a lock; a shard that moves. */
    @ParameterizedTest
    @ValueSource(ints = {10107, 189, 91, 216, 462, 24, 46, 150, 249, 14031})
    void a_write_that_was_refused_for_now_is_sent_again(int code) {
        Head end = begun();
        List<Commit> next = CommitsToTry.after(end).commit("a@1").list();
        server.answer("insert", asked -> {
            throw new MongoServerError(code, "not now");
        });

        assertThatThrownBy(() -> log.append(end, next)).isInstanceOf(LogUnavailable.class);

        assertOnce(end, next);
    }

    @Test
    void what_is_refused_of_one_document_is_refused_for_its_own_reason() {
        Head end = begun();
        List<Commit> next = CommitsToTry.after(end).commit("a@1").list();
        Document refused = new Document("ok", 1.0)
                .append("n", 0)
                .append(
                        "writeErrors",
                        List.of(new Document("index", 0).append("code", 121).append("errmsg", "failed validation")));
        server.answer("insert", asked -> refused);

        assertThatThrownBy(() -> log.append(end, next))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("failed validation");

        assertOnce(end, next);
    }

    @ParameterizedTest
    @ValueSource(ints = {43, 237, 175, 133, 134, 11601, 13436})
    void a_read_that_was_broken_off_is_unavailable(int code) {
        begun();
        server.answer("find", asked -> {
            throw new MongoServerError(code, "not now");
        });

        assertThatThrownBy(() -> log.read(0, 10)).isInstanceOf(LogUnavailable.class);

        server.calm();
        assertThat(log.read(0, 10)).hasSize(1);
    }
}
