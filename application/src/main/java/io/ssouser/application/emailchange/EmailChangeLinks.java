package io.ssouser.application.emailchange;

import io.ssouser.application.keys.ServiceSecrets;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.user.UserCommand.ConfirmEmailChange;
import io.ssouser.domain.user.UserCommand.UndoEmailChange;
import io.ssouser.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The links of a change of address. Each says what it is good for and is sealed with a secret of the service (HMAC-SHA256, RFC 2104), so
 * that nobody can make one who did not get it; nothing is kept of it, because what it is still good for, the account itself knows. A
 * letter that is sent twice has the same link.
 */
public final class EmailChangeLinks {
    private static final String HMAC = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final String CONFIRM = "confirm";
    private static final String UNDO = "undo";

    private final SecretKeySpec secret;
    private final String base;
    private final Clock clock;

    /** @param base of the service's own addresses, without a slash at the end */
    public EmailChangeLinks(ServiceSecrets secrets, SecureRandom random, String base, Clock clock) {
        byte[] kept = secrets.secret("email-change-links", () -> {
            byte[] made = new byte[SECRET_BYTES];
            random.nextBytes(made);
            return made;
        });
        this.secret = new SecretKeySpec(kept, HMAC);
        this.base = base;
        this.clock = clock;
    }

    String confirming(UserId user, EmailChangeId change) {
        return base + "/auth/confirm-email-change?token=" + token(CONFIRM, user.value(), change.value());
    }

    /** @param claim on the address that gets the link */
    String undoing(UserId user, EmailClaimId claim, Instant until) {
        return base + "/auth/undo-email-change?token="
                + token(UNDO, user.value(), claim.value(), Long.toString(until.toEpochMilli()));
    }

    /** @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN} when it is no such link */
    ConfirmEmailChange confirmation(String token) {
        List<String> said = read(CONFIRM, token);
        return new ConfirmEmailChange(new UserId(said.get(1)), new EmailChangeId(said.get(2)));
    }

    /** @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN} when it is no such link, {@link Refusal#CONFIRMATION_EXPIRED} */
    UndoEmailChange objection(String token) {
        List<String> said = read(UNDO, token);
        if (clock.millis() >= Long.parseLong(said.get(3))) {
            throw new Refused(Refusal.CONFIRMATION_EXPIRED);
        }
        return new UndoEmailChange(new UserId(said.get(1)), new EmailClaimId(said.get(2)));
    }

    private String token(String... what) {
        byte[] said = String.join("\n", what).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(said) + "." + base64.encodeToString(seal(said));
    }

    private List<String> read(String purpose, String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
        byte[] said = decoded(token.substring(0, dot));
        List<String> parts = new String(said, StandardCharsets.UTF_8).lines().toList();
        boolean ours = MessageDigest.isEqual(seal(said), decoded(token.substring(dot + 1)));
        if (!ours || !parts.get(0).equals(purpose)) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
        return parts;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
    }

    private byte[] seal(byte[] said) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }
}
