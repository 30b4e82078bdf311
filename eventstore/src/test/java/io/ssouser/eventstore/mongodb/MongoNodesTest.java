package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoNodesTest {
    private static final int PARTS = 4;

    private final TestMongo mongo = TestMongo.fresh();
    private final MongoStore store = mongo.store();
    private final MongoNodes one = new MongoNodes(store, "one");
    private final MongoNodes two = new MongoNodes(store, "two");
    private final MongoNodes three = new MongoNodes(store, "three");

    @AfterEach
    void close() {
        one.close();
        two.close();
        three.close();
        store.close();
        mongo.close();
    }

    @Test
    void a_node_that_has_not_begun_takes_nothing_from_the_others() {
        assertThat(one.shareOf(PARTS)).isEqualTo(PARTS);
        assertThat(one.atWork()).isEqualTo(1);
    }

    @Test
    void shares_follow_as_nodes_come_and_go_and_leave_no_part_over() {
        one.shareOf(PARTS);
        assertThat(two.shareOf(PARTS)).isEqualTo(2);
        assertThat(three.shareOf(PARTS)).isEqualTo(2);
        assertThat(three.shareOf(1)).isEqualTo(1);
        await().atMost(MongoNodes.BEAT.multipliedBy(5)).until(() -> one.atWork() == 3);

        two.close();
        three.close();

        await().atMost(MongoNodes.BEAT.multipliedBy(5)).until(() -> one.shareOf(PARTS) == PARTS);
    }

    @Test
    void a_node_that_is_not_heard_of_does_not_count_for_long() {
        one.shareOf(PARTS);
        store.collection("node").insertOne(org.bson.BsonDocument.parse("{_id: 'dead', seen: {$date: 0}}"));

        two.shareOf(PARTS);

        assertThat(two.atWork()).isEqualTo(2);
    }
}
