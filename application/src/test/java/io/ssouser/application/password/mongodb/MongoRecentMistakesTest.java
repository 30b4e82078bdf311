package io.ssouser.application.password.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.MemorySecrets;
import io.ssouser.application.password.RecentMistakesContract;
import io.ssouser.application.state.MongoNodes;
import io.ssouser.domain.password.LockoutPolicy;
import io.ssouser.domain.password.RecentMistakes;
import io.ssouser.domain.password.RecentMistakes.Mistake;
import io.ssouser.domain.user.UserId;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoRecentMistakesTest extends RecentMistakesContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    private final MemorySecrets secrets = new MemorySecrets();
    private final RecentMistakes mistakes;

    /** With a fixed secret, so that no two mistakes of the tests are taken for one by chance. */
    MongoRecentMistakesTest() {
        secrets.replace("recent-mistakes", new byte[32]);
        mistakes = onAnotherNode();
    }

    @Override
    protected RecentMistakes mistakes() {
        return mistakes;
    }

    @Override
    protected RecentMistakes onAnotherNode() {
        return new MongoRecentMistakes(nodes.another(), secrets, new SecureRandom(), clock);
    }

    @Test
    void of_what_was_typed_sixteen_bits_are_kept() {
        Mistake near = new Mistake(new UserId("anna"), "current", "hash", "a tall ship and a stat");
        counted(mistakes, near);
        counted(mistakes, MISTAKE);

        List<BsonDocument> kept = kept();

        assertThat(kept).hasSize(2).allSatisfy(document -> {
            assertThat(document).containsOnlyKeys("_id", "expires_at");
            assertThat(document.getString("_id").getValue()).matches("[\\w-]{43}[0-9a-f]{4}");
            assertThat(document.getDateTime("expires_at").getValue())
                    .isEqualTo(clock.instant().plus(LockoutPolicy.PAUSE).toEpochMilli());
        });
        assertThat(kept)
                .extracting(document -> document.getString("_id").getValue().substring(0, 43))
                .as("the account, the count and the secret")
                .containsOnly(kept.get(0).getString("_id").getValue().substring(0, 43));
    }

    private List<BsonDocument> kept() {
        MongoStore store = nodes.another();
        return store.ask(
                "Reading", () -> store.collection("recent-mistake").find().into(new ArrayList<>()));
    }
}
