package io.ssouser.application.state;

import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Nodes on one fresh database, which lives as long as the test. */
public final class MongoNodes implements AfterEachCallback {
    private final TestMongo mongo = TestMongo.fresh();
    private final List<MongoStore> nodes = new ArrayList<>();

    /** The database as one more node is connected to it. */
    public MongoStore another() {
        MongoStore node = mongo.store();
        nodes.add(node);
        return node;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        nodes.forEach(MongoStore::close);
        mongo.close();
    }
}
