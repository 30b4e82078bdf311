package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.EventLogContract;
import org.junit.jupiter.api.AfterEach;

class MongoEventLogTest extends EventLogContract {
    private final TestMongo mongo = TestMongo.fresh();
    private final MongoStore store = mongo.store();

    @Override
    protected EventLog open() {
        return new MongoEventLog(store);
    }

    @AfterEach
    void close() {
        store.close();
        mongo.close();
    }
}
