package io.ssouser.application.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.MemorySecrets;
import io.ssouser.domain.UserId;
import io.ssouser.domain.password.LockoutPolicy;
import io.ssouser.domain.password.RecentMistakes;
import io.ssouser.domain.password.RecentMistakes.Mistake;
import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.mongodb.MongoStateStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedRecentMistakesTest extends RecentMistakesContract {
    private final TestMongo mongo = TestMongo.fresh();
    private final List<MongoStore> nodes = new ArrayList<>();
    private final MemorySecrets secrets = new MemorySecrets();
    private final RecentMistakes mistakes;

    /** With a fixed secret, so that no two mistakes of the tests are taken for one by chance. */
    SharedRecentMistakesTest() {
        secrets.replace("recent-mistakes", new byte[32]);
        mistakes = onAnotherNode();
    }

    @AfterEach
    void close() {
        nodes.forEach(MongoStore::close);
        mongo.close();
    }

    private MongoStateStore node() {
        MongoStore node = mongo.store();
        nodes.add(node);
        return new MongoStateStore(node);
    }

    @Override
    protected RecentMistakes mistakes() {
        return mistakes;
    }

    @Override
    protected RecentMistakes onAnotherNode() {
        return new SharedRecentMistakes(node(), secrets, new SecureRandom(), clock);
    }

    @Test
    void of_what_was_typed_sixteen_bits_are_kept() {
        Mistake near = new Mistake(new UserId("anna"), "current", "hash", "a tall ship and a stat");
        counted(mistakes, near);
        counted(mistakes, MISTAKE);

        List<StateDocument> kept = new ArrayList<>();
        node().collection(SharedRecentMistakes.SCHEMA).forEach(kept::add);

        assertThat(kept).hasSize(2).allSatisfy(document -> {
            assertThat(document.id()).matches("[\\w-]{43}[0-9a-f]{4}");
            assertThat(document.values())
                    .containsOnlyKeys("expires_at")
                    .containsValue(clock.instant().plus(LockoutPolicy.PAUSE));
        });
        assertThat(kept)
                .extracting(document -> document.id().substring(0, 43))
                .as("the account, the count and the secret")
                .containsOnly(kept.get(0).id().substring(0, 43));
    }
}
