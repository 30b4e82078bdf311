package io.ssouser.domain.identity;

/** Turns an issuer and its subject into the id of their claim, with a secret key: always the same id, and no way back. */
public interface IdentityClaimKeys {
    IdentityClaimId claimOn(String issuer, ProviderSubject subject);
}
