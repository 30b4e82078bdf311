package io.ssouser.application.identity;

import io.ssouser.application.command.Commands;
import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.session.SignIn;
import io.ssouser.application.session.SignInAnswer;
import io.ssouser.application.session.SigningBrowser;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.Audience;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.IdentityClaimKeys;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.user.UserCommand.ProveIdentity;
import io.ssouser.domain.user.UserCommand.RegisterWithIdentity;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From an identity to a session. For an identity that nobody has yet, a user is registered when the provider has verified the address and
 * no user has confirmed it. A user who has confirmed the address is never linked by it.
 */
public final class IdentitySignIn {
    private final Commands commands;
    private final AuthorizationHandshake authorizations;
    private final IdentityClaimKeys keys;
    private final IdentityOwners owners;
    private final EmailClaimKeys emailKeys;
    private final SignInCodes codes;
    private final SignIn signIn;
    private final Supplier<UUID> ids;

    public IdentitySignIn(
            Commands commands,
            AuthorizationHandshake authorizations,
            IdentityClaimKeys keys,
            IdentityOwners owners,
            EmailClaimKeys emailKeys,
            SignInCodes codes,
            SignIn signIn,
            Supplier<UUID> ids) {
        this.commands = commands;
        this.authorizations = authorizations;
        this.keys = keys;
        this.owners = owners;
        this.emailKeys = emailKeys;
        this.codes = codes;
        this.signIn = signIn;
        this.ids = ids;
    }

    /**
     * Sends the browser to the provider.
     *
     * @param audience for whom the session's tokens will be
     * @param codeChallenge the application's own (PKCE S256), null when it sends none
     * @throws ProviderFailed when the provider does not say where
     */
    public AuthorizationRedirect begin(
            IdentityProvider provider, URI returnTo, Audience audience, @Nullable String codeChallenge) {
        return authorizations.begin(
                provider,
                browser -> new AuthorizationRequest(
                        Purpose.SIGN_IN, provider.name(), browser, null, returnTo, audience, codeChallenge));
    }

    /**
     * A code that the application swaps for a session, once and within a minute. The authorization request has ended with this.
     *
     * @throws Refused {@link Refusal#PROVIDER_EMAIL_NOT_VERIFIED} or {@link Refusal#SIGN_IN_AND_LINK} when nobody has the identity, and no
     *     user is registered for it
     * @throws ProviderFailed when the provider proves nothing
     */
    public String finish(
            IdentityProvider provider, AuthorizationRequest authorization, String state, Map<String, String> answer) {
        ProvenIdentity proven = authorizations.redeem(provider, state, answer);
        ProviderIdentity identity = proven.claimedBy(keys, provider.name());
        UserId user = owners.ownerOf(identity.claimId()).orElseGet(() -> registered(identity, proven.verifiedEmail()));
        int epoch = commands.send(new ProveIdentity(user, identity.claimId()));
        return codes.issue(user, identity.claimId(), epoch, authorization.audience(), authorization.codeChallenge());
    }

    /**
     * A session at once, for an application that takes tokens where others take a code. The authorization request has ended with this.
     *
     * @param browser that signs in
     * @throws Refused as {@link #finish} and {@link #redeem}
     * @throws ProviderFailed when the provider proves nothing
     */
    public SignInAnswer finishAtOnce(
            IdentityProvider provider,
            AuthorizationRequest authorization,
            String state,
            Map<String, String> answer,
            SigningBrowser browser) {
        return redeem(finish(provider, authorization, state, answer), null, browser);
    }

    /**
     * Redeems the code.
     *
     * @param verifier of the challenge that the application sent; null when it sent none
     * @param browser that signs in
     * @throws Refused {@link Refusal#SIGN_IN_CODE_INVALID}, also when the user's proofs were voided meanwhile, {@link
     *     Refusal#IDENTITY_NOT_LINKED} when it was unlinked meanwhile
     * @throws AccessRefused {@code SESSION_ENDED} when the user ended the session while it was being opened
     */
    public SignInAnswer redeem(String code, @Nullable String verifier, SigningBrowser browser) {
        SignInCodes.Redeemed redeemed = codes.redeem(code, verifier);
        return signIn.withIdentity(
                redeemed.userId(), redeemed.claimId(), redeemed.epoch(), redeemed.audience(), browser);
    }

    private UserId registered(ProviderIdentity identity, @Nullable EmailAddress verified) {
        if (verified == null) {
            throw new Refused(Refusal.PROVIDER_EMAIL_NOT_VERIFIED);
        }
        UserId user = new UserId(ids.get().toString());
        try {
            return commands.send(new RegisterWithIdentity(user, emailKeys.claimOn(verified), verified, identity));
        } catch (Refused taken) {
            return registeredMeanwhile(identity.claimId());
        }
    }

    /** The same person may have come twice at once, and then is one user. */
    private UserId registeredMeanwhile(IdentityClaimId claim) {
        return owners.ownerOf(claim).orElseThrow(() -> new Refused(Refusal.SIGN_IN_AND_LINK));
    }
}
