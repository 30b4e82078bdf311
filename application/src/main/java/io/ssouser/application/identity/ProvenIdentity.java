package io.ssouser.application.identity;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.IdentityClaimKeys;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who the provider says the browser's user is.
 *
 * @param issuer the provider's own name for itself, under which its subjects are unique
 * @param accountName for people; null when the provider tells none
 * @param email asks the provider for the address that it has verified; answers null when it says of none that it has
 */
public record ProvenIdentity(
        String issuer,
        ProviderSubject subject,
        @Nullable ProviderAccountName accountName,
        Supplier<@Nullable EmailAddress> email) {
    private static final String NAMELESS = "an account without a name";

    public ProvenIdentity(
            String issuer,
            ProviderSubject subject,
            @Nullable ProviderAccountName accountName,
            @Nullable EmailAddress verifiedEmail) {
        this(issuer, subject, accountName, () -> verifiedEmail);
    }

    /**
     * The address, null unless the provider says that it has verified it. Asked for by whoever needs it alone: whom this service knows, it
     * knows by the subject.
     *
     * @throws ProviderFailed when the provider cannot be asked
     */
    public @Nullable EmailAddress verifiedEmail() {
        return email.get();
    }

    /** What tells it from others, for people: its name at the provider, else its address there. */
    String shown() {
        if (accountName != null) {
            return accountName.value();
        }
        try {
            EmailAddress address = verifiedEmail();
            return address == null ? NAMELESS : address.value();
        } catch (ProviderFailed notAsked) {
            return NAMELESS;
        }
    }

    ProviderIdentity claimedBy(IdentityClaimKeys keys, ProviderName provider) {
        return new ProviderIdentity(provider, keys.claimOn(issuer, subject), subject, accountName);
    }
}
