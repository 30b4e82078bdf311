package io.ssouser.eventstore.mongodb;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/** Word of commits that a majority holds, from when it was opened on. */
interface LogChanges extends AutoCloseable {
    /** Whether there was a commit since the last call; waits up to half a second for one. Throws when the stream is dead. */
    boolean awaitGrowth();

    @Override
    void close();

    static LogChanges of(MongoStore store) {
        MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> cursor = store.ask(
                "Following the log",
                () -> store.database()
                        .getCollection(DriverCommits.NAME, BsonDocument.class)
                        .watch(List.of(
                                Aggregates.match(Filters.eq("operationType", "insert")),
                                Aggregates.project(Projections.include("_id", "operationType"))))
                        .maxAwaitTime(500, TimeUnit.MILLISECONDS)
                        .cursor());
        return new LogChanges() {
            @Override
            public boolean awaitGrowth() {
                return cursor.tryNext() != null;
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }
}
