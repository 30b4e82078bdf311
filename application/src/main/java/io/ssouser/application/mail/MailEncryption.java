package io.ssouser.application.mail;

import com.google.crypto.tink.Aead;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.ServiceAead;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encrypts the content of a mail job. A letter is encrypted with the user's own key, so that nobody can read it once the user is erased; a
 * request with the service's key.
 */
public final class MailEncryption {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DataKeys keys;
    private final Aead ofRequests;

    public MailEncryption(DataKeys keys, ServiceSecrets secrets, SecureRandom random) {
        this.keys = keys;
        this.ofRequests = ServiceAead.of(secrets, "mail-requests", random);
    }

    private record Written(String to, String subject, String text) {}

    private record Typed(String address, Map<String, String> provenance) {}

    /** Empty when the user is erased. */
    Optional<byte[]> encrypt(String id, UserId user, Mail mail) {
        byte[] written = JSON.writeValueAsBytes(new Written(mail.to().value(), mail.subject(), mail.text()));
        return keys.toEncrypt(user.value()).map(key -> encrypt(key, written, boundTo(id, user)));
    }

    /** Empty when the user is erased. */
    Optional<Mail> decrypt(MailJob letter, UserId user) {
        return keys.toOpen(user.value()).map(key -> {
            Written written = JSON.readValue(decrypt(key, letter.box(), boundTo(letter.id(), user)), Written.class);
            return new Mail(new EmailAddress(written.to()), written.subject(), written.text());
        });
    }

    byte[] encrypt(String id, MailRequest.Asked asked) {
        byte[] written = JSON.writeValueAsBytes(new Typed(asked.address().value(), asked.provenance()));
        return encrypt(ofRequests, written, boundTo(id, null));
    }

    MailRequest.Asked decrypt(MailJob request) {
        Typed typed = JSON.readValue(decrypt(ofRequests, request.box(), boundTo(request.id(), null)), Typed.class);
        return new MailRequest.Asked(new EmailAddress(typed.address()), typed.provenance());
    }

    private static byte[] encrypt(Aead key, byte[] plain, byte[] boundTo) {
        try {
            return key.encrypt(plain, boundTo);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt a mail job", e);
        }
    }

    private static byte[] decrypt(Aead key, byte[] box, byte[] boundTo) {
        try {
            return key.decrypt(box, boundTo);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A mail job cannot be opened", e);
        }
    }

    private static byte[] boundTo(String id, @Nullable UserId user) {
        return ("sso-user mail\0" + id + '\0' + (user == null ? "" : user.value())).getBytes(StandardCharsets.UTF_8);
    }
}
