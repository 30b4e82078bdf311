package io.ssouser.application.idempotency.mongodb;

import io.ssouser.application.idempotency.SealedAnswers;
import io.ssouser.application.idempotency.SealedAnswersContract;
import io.ssouser.application.state.MongoNodes;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoSealedAnswersTest extends SealedAnswersContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    @Override
    protected SealedAnswers answers() {
        return new MongoSealedAnswers(nodes.another());
    }

    @Override
    protected SealedAnswers reopened() {
        return answers();
    }

    @Override
    protected SealedAnswers onAnotherNode(SealedAnswers answers) {
        return answers();
    }
}
