package io.ssouser.application.vault.keys;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailClaimKeys;
import java.security.SecureRandom;

/** {@link KeyedHash} of the normalised address. */
public final class HashedEmailClaims implements EmailClaimKeys {
    private final KeyedHash hash;

    public HashedEmailClaims(ServiceSecrets secrets, SecureRandom random) {
        this.hash = new KeyedHash(secrets, "email-claims", random);
    }

    @Override
    public EmailClaimId claimOn(EmailAddress address) {
        return new EmailClaimId(hash.of(address.value()));
    }
}
