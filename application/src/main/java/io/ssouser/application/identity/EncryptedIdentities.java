package io.ssouser.application.identity;

import com.google.crypto.tink.Aead;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Identities that wait in a page for the consent of the person who sees it. They are encrypted with the key of the user to whom they would
 * be linked. So this service keeps nothing of them meanwhile, and the page can bring back no other one.
 */
public final class EncryptedIdentities {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DataKeys keys;

    public EncryptedIdentities(DataKeys keys) {
        this.keys = keys;
    }

    private record Content(
            String claim, String subject, @Nullable String name) {}

    /**
     * Encrypts the identity.
     *
     * @param boundTo with which alone it is decrypted again
     * @throws Refused {@link Refusal#USER_NOT_FOUND} when the user is erased
     */
    String encrypt(UserId user, String boundTo, ProviderIdentity identity) {
        Aead key = keys.toEncrypt(user.value()).orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
        ProviderAccountName name = identity.accountName();
        Content content =
                new Content(identity.claimId().value(), identity.subject().value(), name == null ? null : name.value());
        try {
            byte[] box = key.encrypt(JSON.writeValueAsBytes(content), associated(user, boundTo, identity.provider()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(box);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt an identity", e);
        }
    }

    /** @throws Refused {@link Refusal#TRIP_UNKNOWN} when it was encrypted for something else, or not here */
    ProviderIdentity decrypt(UserId user, String boundTo, ProviderName provider, String encrypted) {
        Aead key = keys.toOpen(user.value()).orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
        try {
            byte[] json = key.decrypt(Base64.getUrlDecoder().decode(encrypted), associated(user, boundTo, provider));
            Content content = JSON.readValue(json, Content.class);
            String name = content.name();
            return new ProviderIdentity(
                    provider,
                    new IdentityClaimId(content.claim()),
                    new ProviderSubject(content.subject()),
                    name == null ? null : new ProviderAccountName(name));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            throw new Refused(Refusal.TRIP_UNKNOWN);
        }
    }

    private static byte[] associated(UserId user, String boundTo, ProviderName provider) {
        return ("sso-user identity\0" + user.value() + '\0' + provider.value() + '\0' + boundTo)
                .getBytes(StandardCharsets.UTF_8);
    }
}
