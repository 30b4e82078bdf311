package io.ssouser.application.idempotency.mongodb;

import io.ssouser.application.idempotency.EncryptedResponses;
import io.ssouser.application.idempotency.EncryptedResponsesContract;
import io.ssouser.application.state.MongoNodes;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoEncryptedResponsesTest extends EncryptedResponsesContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    @Override
    protected EncryptedResponses answers() {
        return new MongoEncryptedResponses(nodes.another());
    }

    @Override
    protected EncryptedResponses reopened() {
        return answers();
    }

    @Override
    protected EncryptedResponses onAnotherNode(EncryptedResponses answers) {
        return answers();
    }
}
