package io.ssouser.application.emailchange;

import io.ssouser.application.vault.keys.EncryptedTexts;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.user.UserCommand.ConfirmEmailChange;
import io.ssouser.domain.user.UserCommand.UndoEmailChange;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The links of a change of address. Each says what it is good for, and nobody can make one who did not get it. Nothing is kept of it: the
 * user aggregate knows what it is still good for. A letter that is sent twice has the same link.
 */
public final class EmailChangeLinks {
    private static final String CONFIRM = "confirm";
    private static final String UNDO = "undo";

    private final EncryptedTexts encryption;
    private final String base;
    private final Clock clock;

    /** @param base of the service's own addresses, without a slash at the end */
    public EmailChangeLinks(ServiceSecrets secrets, SecureRandom random, String base, Clock clock) {
        this.encryption = new EncryptedTexts(secrets, "email-change-links", random);
        this.base = base;
        this.clock = clock;
    }

    String confirming(UserId user, EmailChangeId change) {
        return base + "/auth/confirm-email-change?token=" + encryption.token(CONFIRM, user.value(), change.value());
    }

    /** @param claim on the address that gets the link */
    String undoing(UserId user, EmailClaimId claim, Instant until) {
        return base + "/auth/undo-email-change?token="
                + encryption.token(UNDO, user.value(), claim.value(), Long.toString(until.toEpochMilli()));
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

    private List<String> read(String purpose, String token) {
        return encryption
                .read(token)
                .filter(said -> said.get(0).equals(purpose))
                .orElseThrow(() -> new Refused(Refusal.CONFIRMATION_UNKNOWN));
    }
}
