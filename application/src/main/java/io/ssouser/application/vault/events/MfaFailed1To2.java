package io.ssouser.application.vault.events;

import tools.jackson.databind.node.ObjectNode;

/** What kind of code was tried, and in which sign-in, was not noted before. */
final class MfaFailed1To2 extends PayloadUpcaster {
    MfaFailed1To2() {
        super("user.mfa-failed", 1);
    }

    @Override
    protected void upcast(ObjectNode event) {
        event.putNull("kind");
        event.putNull("attemptId");
    }
}
