package io.ssouser.application.vault.keys;

import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.IdentityClaimKeys;
import io.ssouser.domain.identity.ProviderSubject;
import java.security.SecureRandom;

/** {@link KeyedHash} of issuer and subject. */
public final class HashedIdentityClaims implements IdentityClaimKeys {
    private final KeyedHash hash;

    public HashedIdentityClaims(ServiceSecrets secrets, SecureRandom random) {
        this.hash = new KeyedHash(secrets, "identity-claims", random);
    }

    @Override
    public IdentityClaimId claimOn(String issuer, ProviderSubject subject) {
        return new IdentityClaimId(hash.of(issuer, subject.value()));
    }
}
