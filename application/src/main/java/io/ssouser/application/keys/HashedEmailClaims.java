package io.ssouser.application.keys;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.email.EmailClaimKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 of the normalised address with a secret of the service; the id is its base64url, 43 characters. */
public final class HashedEmailClaims implements EmailClaimKeys {
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    public HashedEmailClaims(ServiceSecrets secrets, SecureRandom random) {
        byte[] secret = secrets.secret("email-claims", () -> {
            byte[] made = new byte[KEY_BYTES];
            random.nextBytes(made);
            return made;
        });
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    @Override
    public EmailClaimId claimOn(EmailAddress address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] tag = mac.doFinal(address.value().getBytes(StandardCharsets.UTF_8));
            return new EmailClaimId(Base64.getUrlEncoder().withoutPadding().encodeToString(tag));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK offers no HMAC-SHA256", e);
        }
    }
}
