package io.ssouser.api.error;

import io.ssouser.application.identity.ProviderFailed;

/** What HTTP makes of a provider that proved nothing. */
final class ProviderProblems {
    private ProviderProblems() {}

    static Problem of(ProviderFailed.Fault reason) {
        return switch (reason) {
            case UNREACHABLE ->
                new Problem(502, "OAUTH_ERROR", "The provider does not answer. Please try again later.").retryAfter(10);
            case MISCONFIGURED ->
                new Problem(502, "OAUTH_ERROR", "The provider is not set up correctly here. Please tell the operator.");
            case NO_PROOF -> new Problem(400, "OAUTH_ERROR", "The provider did not confirm who you are");
        };
    }
}
