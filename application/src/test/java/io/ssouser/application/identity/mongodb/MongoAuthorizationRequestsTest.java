package io.ssouser.application.identity.mongodb;

import io.ssouser.application.identity.AuthorizationRequests;
import io.ssouser.application.identity.AuthorizationRequestsContract;
import io.ssouser.application.state.MongoNodes;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoAuthorizationRequestsTest extends AuthorizationRequestsContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    private final AuthorizationRequests authorizations = onAnotherNode();

    @Override
    protected AuthorizationRequests authorizations() {
        return authorizations;
    }

    @Override
    protected AuthorizationRequests onAnotherNode() {
        return new MongoAuthorizationRequests(nodes.another());
    }
}
