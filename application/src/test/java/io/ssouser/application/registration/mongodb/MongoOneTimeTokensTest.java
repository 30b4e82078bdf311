package io.ssouser.application.registration.mongodb;

import io.ssouser.application.registration.OneTimeTokens;
import io.ssouser.application.registration.OneTimeTokensContract;
import io.ssouser.application.state.MongoNodes;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoOneTimeTokensTest extends OneTimeTokensContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    @Override
    protected OneTimeTokens tokens() {
        return new MongoOneTimeTokens(nodes.another());
    }

    @Override
    protected OneTimeTokens reopened() {
        return tokens();
    }

    @Override
    protected OneTimeTokens onAnotherNode(OneTimeTokens tokens) {
        return tokens();
    }
}
