package io.ssouser.application.identity;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.IdentityClaimKeys;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import org.jspecify.annotations.Nullable;

/**
 * Who the provider says the browser's user is.
 *
 * @param issuer the provider's own name for itself, under which its subjects are unique
 * @param accountName for people; null when the provider tells none
 * @param verifiedEmail null unless the provider says that it has verified the address
 */
public record ProvenIdentity(
        String issuer,
        ProviderSubject subject,
        @Nullable ProviderAccountName accountName,
        @Nullable EmailAddress verifiedEmail) {

    ProviderIdentity claimedBy(IdentityClaimKeys keys, ProviderName provider) {
        return new ProviderIdentity(provider, keys.claimOn(issuer, subject), subject, accountName);
    }
}
