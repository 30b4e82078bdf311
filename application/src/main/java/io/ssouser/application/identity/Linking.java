package io.ssouser.application.identity;

import io.ssouser.application.command.Commands;
import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.application.session.token.Audience;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.IdentityClaimKeys;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.user.UserCommand.BeginLink;
import io.ssouser.domain.user.UserCommand.LinkIdentity;
import io.ssouser.domain.user.UserCommand.RecordRefusedLink;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Makes an account at a provider one of the user's ways to sign in, for the very session that asked for it. */
public final class Linking {
    private final Commands commands;
    private final AuthorizationHandshake authorizations;
    private final IdentityClaimKeys keys;
    private final UserFacts facts;
    private final EncryptedIdentities encrypted;

    public Linking(
            Commands commands,
            AuthorizationHandshake authorizations,
            IdentityClaimKeys keys,
            UserFacts facts,
            EncryptedIdentities encrypted) {
        this.commands = commands;
        this.authorizations = authorizations;
        this.keys = keys;
        this.facts = facts;
        this.encrypted = encrypted;
    }

    /**
     * Sends the requester's browser to the provider.
     *
     * @param purpose {@code LINK} or {@code LINK_BY_BEARER}
     * @throws Refused {@link Refusal#STEP_UP_REQUIRED}, {@link Refusal#PROVIDER_ALREADY_LINKED}
     * @throws ProviderFailed when the provider does not say where
     */
    public AuthorizationRedirect begin(IdentityProvider provider, Requester requester, URI returnTo, Purpose purpose) {
        int epoch = commands.send(new BeginLink(requester.userId(), provider.name(), requester.sessionId()));
        return authorizations.begin(
                provider,
                browser -> new AuthorizationRequest(
                        purpose, provider.name(), browser, requester, returnTo, Audience.PLATFORM, null),
                epoch);
    }

    /**
     * Links the identity that the provider proves to the user of the authorization request, which has ended with this.
     *
     * @throws Refused {@link Refusal#IDENTITY_OF_ANOTHER}, {@link Refusal#PROVIDER_ALREADY_LINKED}, or {@link Refusal#STEP_UP_REQUIRED}
     *     when the session has ended or the user's proofs were voided meanwhile
     * @throws ProviderFailed when the provider proves nothing, which is stored as an event of the user
     */
    public void finish(
            IdentityProvider provider, AuthorizationRequest authorization, String state, Map<String, String> answer) {
        Requester requester = Objects.requireNonNull(authorization.requester());
        link(requester, state, proven(provider, requester, state, answer).claimedBy(keys, provider.name()));
    }

    /**
     * The question to a person who came back in a browser that does not prove to be the one that began.
     *
     * @param email the address of the user to whom the identity would be linked
     * @param identity the name of the account at the provider, for people
     * @param page what the page has to bring back to {@link #consent}; nobody but its browser may
     * @param encrypted the identity, encrypted with the user's key
     */
    public record ConsentRequest(EmailAddress email, String identity, AuthorizationRedirect page, String encrypted) {}

    /**
     * Links nothing yet, but asks. The authorization request has ended with this, and goes on as one that waits for a button.
     *
     * @param returnTo where the browser goes after the answer
     * @throws Refused {@link Refusal#USER_NOT_FOUND} when the user is gone
     * @throws ProviderFailed when the provider proves nothing, which is stored as an event of the user
     */
    public ConsentRequest ask(
            IdentityProvider provider,
            AuthorizationRequest authorization,
            String state,
            Map<String, String> answer,
            URI returnTo) {
        Requester requester = Objects.requireNonNull(authorization.requester());
        ProvenIdentity proven = proven(provider, requester, state, answer);
        EmailAddress email = facts.emailOf(requester.userId()).orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
        AuthorizationRedirect page =
                authorizations.awaitConsent(authorization, returnTo, AuthorizationHandshake.epochOf(state));
        ProviderIdentity identity = proven.claimedBy(keys, provider.name());
        return new ConsentRequest(
                email, proven.shown(), page, encrypted.encrypt(requester.userId(), page.state(), identity));
    }

    /**
     * Links what was asked about.
     *
     * @param authorization the linking whose button was pressed, which has ended
     * @throws Refused as {@link #finish}; {@link Refusal#TRIP_UNKNOWN} when the identity is not the one that was asked about
     */
    public void consent(AuthorizationRequest authorization, String state, String identity) {
        Requester requester = Objects.requireNonNull(authorization.requester());
        link(requester, state, encrypted.decrypt(requester.userId(), state, authorization.provider(), identity));
    }

    private void link(Requester requester, String state, ProviderIdentity identity) {
        commands.send(new LinkIdentity(
                requester.userId(), identity, requester.sessionId(), AuthorizationHandshake.epochOf(state)));
    }

    private ProvenIdentity proven(
            IdentityProvider provider, Requester requester, String state, Map<String, String> answer) {
        try {
            return authorizations.redeem(provider, state, answer);
        } catch (ProviderFailed failure) {
            if (failure.reason() == ProviderFailed.Fault.NO_PROOF) {
                commands.send(new RecordRefusedLink(requester.userId(), provider.name(), requester.sessionId()));
            }
            throw failure;
        }
    }
}
