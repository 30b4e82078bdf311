package io.ssouser.application.admission;

import io.ssouser.application.command.Commands;
import io.ssouser.application.vault.keys.EncryptedTexts;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.password.AdmissionId;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.domain.user.UserCommand.AdmitBrowser;
import io.ssouser.domain.user.UserCommand.JudgeBrowserAdmission;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** The links that admit a browser. Nothing is kept of them: the user aggregate knows what a link is still good for. */
public final class BrowserAdmissions {
    private final Commands commands;
    private final EncryptedTexts encryption;
    private final String linkBase;
    private final Supplier<UUID> ids;

    /** @param linkBase everything of the link up to the token */
    public BrowserAdmissions(
            Commands commands, ServiceSecrets secrets, SecureRandom random, String linkBase, Supplier<UUID> ids) {
        this.commands = commands;
        this.encryption = new EncryptedTexts(secrets, "admission-links", random);
        this.linkBase = linkBase;
        this.ids = ids;
    }

    /** A browser that was admitted, and the user as whom it may sign in. */
    public record Admitted(UserId userId, DeviceId deviceId) {}

    String link(UserId user, AdmissionId admission) {
        return linkBase + encryption.token(user.value(), admission.value());
    }

    /** Throws as {@link #admit} does, and changes nothing. */
    public void look(String token) {
        Offer offer = read(token);
        send(new JudgeBrowserAdmission(offer.userId(), offer.admissionId()));
    }

    /**
     * Admits the browser that shows the token.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN}, also when the password or the address became another since,
     *     {@link Refusal#CONFIRMATION_USED}, {@link Refusal#CONFIRMATION_EXPIRED}
     */
    public Admitted admit(String token) {
        Offer offer = read(token);
        DeviceId browser = new DeviceId(ids.get().toString());
        send(new AdmitBrowser(offer.userId(), offer.admissionId(), browser));
        return new Admitted(offer.userId(), browser);
    }

    private void send(UserCommand<Void> command) {
        try {
            commands.send(command);
        } catch (AggregateNotFoundException erased) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
    }

    private record Offer(UserId userId, AdmissionId admissionId) {}

    private Offer read(String token) {
        return encryption
                .read(token)
                .map(said -> new Offer(new UserId(said.get(0)), new AdmissionId(said.get(1))))
                .orElseThrow(() -> new Refused(Refusal.CONFIRMATION_UNKNOWN));
    }
}
