package io.ssouser.application.identity.oauth;

import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderSubject;
import org.jspecify.annotations.Nullable;

/** Values that a provider tells, taken as far as they are what they should be. */
final class Told {
    /** OpenID Connect Core 1.0, section 2: a subject has at most 255 characters. */
    private static final int LONGEST = 255;

    private Told() {}

    /** @throws ProviderFailed when there is none */
    static ProviderSubject subject(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new ProviderFailed(ProviderFailed.Reason.NO_PROOF, null);
        }
        return new ProviderSubject(text);
    }

    static @Nullable ProviderAccountName accountName(@Nullable String text) {
        if (text == null
                || text.isBlank()
                || text.length() > LONGEST
                || text.chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        return new ProviderAccountName(text);
    }

    static @Nullable EmailAddress email(@Nullable String text) {
        try {
            return text == null ? null : EmailAddress.parse(text);
        } catch (Refused notAnAddress) {
            return null;
        }
    }
}
