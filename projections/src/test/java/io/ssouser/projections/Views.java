package io.ssouser.projections;

import io.ssouser.projections.store.DocumentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** All that keeps read models, of one technology, as the service puts it together. */
public interface Views extends AutoCloseable {

    /** What the laws of read models hold on. */
    enum Technology {
        SQLITE(SqliteViews::new),
        MONGODB(any -> new MongoViews());

        private final Function<Path, Views> opening;

        Technology(Function<Path, Views> opening) {
            this.opening = opening;
        }

        /** An empty one, where the file is new. */
        Views open(Path file) {
            return opening.apply(file);
        }
    }

    DocumentStore documents();

    TransactionManager transactions();

    TokenStore tokens();

    Map<Integer, Long> positions(String group);

    ParkedEvents parkedEvents(Clock clock);

    /** Every document of the collection by its id. */
    Map<String, String> everything(String collection);

    @Override
    void close();
}
