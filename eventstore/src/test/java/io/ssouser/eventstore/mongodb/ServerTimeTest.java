package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import io.ssouser.eventstore.mongodb.token.MongoTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claims are judged where they are written, and not by a greeting, which may come from another router. */
class ServerTimeTest {
    private final FakeMongo server =
            new FakeMongo().says(Map.of("localTime", Instant.now().plus(Duration.ofHours(1))));
    private final MongoStore store = MongoStore.connect(server.uri(""));

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    private MongoTokenStore node(String name) {
        return new MongoTokenStore(store, name, Duration.ofMinutes(5), Runnable::run);
    }

    @Test
    void a_claim_outlives_a_clock_that_is_an_hour_ahead_and_writes_nothing() {
        MongoTokenStore holder = node("one");
        MongoTokenStore other = node("two");
        holder.initializeTokenSegments("group", 1, new GlobalSequenceTrackingToken(7));
        holder.fetchToken("group", 0);

        assertThat(other.fetchAvailableSegments("group")).isEmpty();
        assertThatThrownBy(() -> other.fetchToken("group", 0)).isInstanceOf(UnableToClaimTokenException.class);
        holder.extendClaim("group", 0);
    }

    /** As while what a majority holds stays behind what the primary compares with. */
    @Test
    void a_claim_that_is_always_overtaken_is_given_up() {
        MongoTokenStore node = node("one");
        node.initializeTokenSegments("group", 1, new GlobalSequenceTrackingToken(7));
        server.answer("update", asked -> new Document("ok", 1.0).append("n", 0).append("nModified", 0));

        assertThatThrownBy(() -> node.fetchToken("group", 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThat(server.received("update")).hasSizeLessThan(20);
    }

    @Test
    void nodes_are_counted_by_the_clock_that_their_beats_are_written_with() {
        try (MongoNodes one = new MongoNodes(store, "one");
                MongoNodes two = new MongoNodes(store, "two")) {
            one.shareOf(4);
            assertThat(two.shareOf(4)).isEqualTo(2);
        }
    }
}
