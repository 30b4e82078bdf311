package io.ssouser.domain.identity;

import org.jspecify.annotations.Nullable;

/**
 * An account at a provider, as the provider has proved it.
 *
 * @param claimId of its issuer and subject
 * @param accountName null if the provider gave none
 */
public record ProviderIdentity(
        ProviderName provider,
        IdentityClaimId claimId,
        ProviderSubject subject,
        @Nullable ProviderAccountName accountName) {}
