package io.ssouser.application.mail.mongodb;

import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.mail.MailJobsContract;
import io.ssouser.application.state.MongoNodes;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoMailJobsTest extends MailJobsContract {
    @RegisterExtension
    final MongoNodes nodes = new MongoNodes();

    @Override
    protected MailJobs jobs() {
        return new MongoMailJobs(nodes.another());
    }

    @Override
    protected MailJobs reopened() {
        return jobs();
    }

    @Override
    protected MailJobs onAnotherNode(MailJobs jobs) {
        return jobs();
    }
}
