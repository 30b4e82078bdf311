package io.ssouser.application.identity.mongodb;

import io.ssouser.application.identity.Trips;
import io.ssouser.application.identity.TripsContract;
import io.ssouser.application.state.MongoNodes;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoTripsTest extends TripsContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    private final Trips trips = onAnotherNode();

    @Override
    protected Trips trips() {
        return trips;
    }

    @Override
    protected Trips onAnotherNode() {
        return new MongoTrips(nodes.another());
    }
}
