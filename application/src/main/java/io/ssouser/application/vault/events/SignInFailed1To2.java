package io.ssouser.application.vault.events;

import tools.jackson.databind.node.ObjectNode;

/** Which sign-in it was, was not noted before. */
final class SignInFailed1To2 extends PayloadUpcaster {
    SignInFailed1To2() {
        super("user.sign-in-failed", 1);
    }

    @Override
    protected void upcast(ObjectNode event) {
        event.putNull("attemptId");
    }
}
