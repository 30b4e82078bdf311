package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.axon.DeadLetterQueueContract;
import io.ssouser.eventstore.axon.LogDeadLetterQueue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.deadletter.Decisions;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoDeadLetterQueueTest extends DeadLetterQueueContract {
    private final TestMongo mongo = TestMongo.fresh();
    private final FakeUnits units = new FakeUnits();
    private MongoStore store = mongo.store();

    @Override
    protected LogDeadLetterQueue queue(String group, LongFunction<TrackedEventMessage<?>> eventAt, Clock clock) {
        return new MongoDeadLetterQueue(group, store, units, eventAt, clock);
    }

    @Override
    protected void reopen() {
        store.close();
        store = mongo.store();
    }

    @Override
    protected TransactionManager transactions() {
        return units;
    }

    @Override
    protected String stored() {
        List<BsonDocument> letters = store.collection("dead-letter").find().into(new ArrayList<>());
        return letters.toString();
    }

    @AfterEach
    void close() {
        store.close();
        mongo.close();
    }

    @Test
    void a_node_that_was_stopped_does_not_park_again_what_was_tried_and_went_in_since() {
        LogDeadLetterQueue stopped = queue("group");
        LogDeadLetterQueue successor = queue("group");
        park(successor, "alice", 4);
        assertThat(successor.process(letter -> Decisions.evict())).isTrue();
        assertThat(stored()).doesNotContain("alice");
        park(stopped, "alice", 4);
        assertThat(successor.size()).isZero();
        assertThat(successor.contains("alice")).isFalse();

        successor.clear();
        park(successor, "alice", 4);
        assertThat(successor.size()).isEqualTo(1);
    }
}
