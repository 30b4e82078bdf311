package io.ssouser.application.identity;

import io.ssouser.application.command.Commands;
import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.session.token.Audience;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.IdentityClaimKeys;
import io.ssouser.domain.user.UserCommand.StepUpWithIdentity;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A session proves again who uses it, by an account at a provider. It is the only way for a user without a password, and as good as a
 * sign-in by that provider.
 */
public final class IdentityStepUp {
    private final Commands commands;
    private final AuthorizationHandshake authorizations;
    private final IdentityClaimKeys keys;

    public IdentityStepUp(Commands commands, AuthorizationHandshake authorizations, IdentityClaimKeys keys) {
        this.commands = commands;
        this.authorizations = authorizations;
        this.keys = keys;
    }

    /**
     * Sends the requester's browser to the provider.
     *
     * @throws ProviderFailed when the provider does not say where
     */
    public AuthorizationRedirect begin(IdentityProvider provider, Requester requester, URI returnTo) {
        return authorizations.begin(
                provider,
                browser -> new AuthorizationRequest(
                        Purpose.STEP_UP, provider.name(), browser, requester, returnTo, Audience.PLATFORM, null));
    }

    /**
     * The session of the authorization request, which has ended with this, is fresh.
     *
     * @throws Refused {@link Refusal#IDENTITY_NOT_LINKED} when the provider proves somebody else, {@link Refusal#SECOND_FACTOR_NEEDED}, or
     *     {@link Refusal#STEP_UP_REQUIRED} when the session has ended meanwhile
     * @throws ProviderFailed when the provider proves nothing
     */
    public void finish(
            IdentityProvider provider, AuthorizationRequest authorization, String state, Map<String, String> answer) {
        Requester requester = Objects.requireNonNull(authorization.requester());
        IdentityClaimId claim = authorizations
                .redeem(provider, state, answer)
                .claimedBy(keys, provider.name())
                .claimId();
        commands.send(new StepUpWithIdentity(requester.userId(), claim, requester.sessionId()));
    }
}
