package io.ssouser.eventstore.mongodb;

import io.ssouser.eventstore.axon.LogEngineAxonContract;
import io.ssouser.eventstore.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class MongoLogEngineAxonTest extends LogEngineAxonContract {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @Override
    protected EventLog openLog() {
        TestMongo mongo = TestMongo.fresh();
        MongoStore store = mongo.store();
        opened.add(store);
        opened.add(mongo);
        return new MongoEventLog(store);
    }

    @AfterEach
    void closeStores() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }
}
