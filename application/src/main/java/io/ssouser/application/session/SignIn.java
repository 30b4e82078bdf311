package io.ssouser.application.session;

import io.ssouser.application.command.Commands;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.session.token.PreauthTokens;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInStep;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.domain.user.UserCommand.SignInWithIdentity;
import io.ssouser.domain.user.UserCommand.SignInWithPassword;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateNotFoundException;

/**
 * From an address and a password, or from an identity, to a session, by way of a second factor where the user has one. An unknown address
 * costs the same time and gets the same answer as a wrong password.
 */
public final class SignIn {
    /** What the client's contract calls a device that appears with a password. */
    private static final DeviceName NEW_DEVICE = new DeviceName("Password Login Device");

    private static final DeviceName NEW_DEVICE_BY_IDENTITY = new DeviceName("Provider Login Device");

    private final Commands commands;
    private final EmailOwners owners;
    private final PasswordHasher hasher;
    private final SessionOpening opening;
    private final PreauthTokens preauth;
    private final Supplier<UUID> ids;
    private final AttemptBulkhead bulkhead = new AttemptBulkhead();

    public SignIn(
            Commands commands,
            EmailOwners owners,
            PasswordHasher hasher,
            SessionOpening opening,
            PreauthTokens preauth,
            Supplier<UUID> ids) {
        this.commands = commands;
        this.owners = owners;
        this.hasher = hasher;
        this.opening = opening;
        this.preauth = preauth;
        this.ids = ids;
    }

    /**
     * Judges the password.
     *
     * @param audience for whom the session's tokens will be
     * @param browser that signs in
     * @throws Refused {@link Refusal#WRONG_CREDENTIALS}, also for an address that is none or unknown, and whatever else the user aggregate
     *     refuses a sign-in for; {@link Refusal#HASHING_BUSY} when too many are at it already
     * @throws AccessRefused {@code SESSION_ENDED} when the user ended the session while it was being opened
     */
    public SignInAnswer withPassword(String email, Password password, Audience audience, SigningBrowser browser) {
        Optional<UserId> owner = ownerOf(email);
        Optional<DeviceId> device = owner.flatMap(browser::deviceOf);
        String source = device.map(known -> "device " + known.value()).orElse("address " + EmailAddress.keyOf(email));
        return bulkhead.at(source, () -> judge(owner, password, audience, device, browser.client()));
    }

    private SignInAnswer judge(
            Optional<UserId> owner,
            Password password,
            Audience audience,
            Optional<DeviceId> device,
            Optional<DeviceName> client) {
        UserId user = owner.orElseThrow(() -> wrongAtTheSameCost(password));
        SignInStep step = send(
                new SignInWithPassword(
                        user,
                        password,
                        new SessionId(newId()),
                        new AttemptId(newId()),
                        device.orElseGet(() -> new DeviceId(newId())),
                        client.orElse(NEW_DEVICE),
                        device.isEmpty() && client.isPresent()),
                () -> wrongAtTheSameCost(password));
        return answer(user, step, audience);
    }

    /**
     * Signs in whoever has just proved to own the identity.
     *
     * @param epoch of the user's proofs in which that was
     * @param audience for whom the session's tokens will be
     * @throws Refused {@link Refusal#IDENTITY_NOT_LINKED} when it is not one of the user's any more, {@link Refusal#SIGN_IN_CODE_INVALID}
     *     when the user's proofs were voided since
     * @throws AccessRefused {@code SESSION_ENDED} when the user ended the session while it was being opened
     */
    public SignInAnswer withIdentity(
            UserId user, IdentityClaimId claim, int epoch, Audience audience, SigningBrowser browser) {
        Optional<DeviceId> device = browser.deviceOf(user);
        Optional<DeviceName> client = browser.client();
        SignInStep step = send(
                new SignInWithIdentity(
                        user,
                        claim,
                        new SessionId(newId()),
                        new AttemptId(newId()),
                        device.orElseGet(() -> new DeviceId(newId())),
                        client.orElse(NEW_DEVICE_BY_IDENTITY),
                        device.isEmpty() && client.isPresent(),
                        epoch),
                () -> new Refused(Refusal.IDENTITY_NOT_LINKED));
        return answer(user, step, audience);
    }

    private SignInAnswer answer(UserId user, SignInStep step, Audience audience) {
        if (step instanceof SignInStep.SecondFactorAwaited awaited) {
            String token = preauth.issue(new PreauthTokens.Pending(user, awaited.attemptId(), audience));
            return new SignInAnswer.Awaiting(token, PreauthTokens.LIFE.toSeconds());
        }
        return open(user, (SignInStep.SessionGranted) step, audience);
    }

    /**
     * Judges the second factor of an unfinished sign-in.
     *
     * @throws AccessRefused {@code INVALID_TOKEN} when the token is not one of a sign-in, or too old
     * @throws Refused {@link Refusal#WRONG_SECOND_FACTOR}, after which the token may be used again; {@link Refusal#SIGN_IN_NOT_PENDING}
     */
    public SignInAnswer.Granted withSecondFactor(String preauthToken, SecondFactorCode code) {
        PreauthTokens.Pending pending = preauth.read(preauthToken);
        SignInStep.SessionGranted granted = send(
                new VerifySecondFactor(pending.userId(), pending.attemptId(), code, new SessionId(newId())),
                () -> new Refused(Refusal.SIGN_IN_NOT_PENDING));
        return open(pending.userId(), granted, pending.audience());
    }

    /** Who was only recognised gets the proof of a device of its own, and is that at its next sign-in, if it keeps cookies. */
    private SignInAnswer.Granted open(UserId user, SignInStep.SessionGranted granted, Audience audience) {
        SignInAnswer.Granted opened = opening.open(user, granted, audience);
        return granted.recognised() ? new SignInAnswer.Granted(user, new DeviceId(newId()), opened.tokens()) : opened;
    }

    private Optional<UserId> ownerOf(String email) {
        try {
            return owners.ownerOf(EmailAddress.parse(email));
        } catch (Refused notAnAddress) {
            return Optional.empty();
        }
    }

    private Refused wrongAtTheSameCost(Password password) {
        hasher.matchesNothing(password);
        return new Refused(Refusal.WRONG_CREDENTIALS);
    }

    private <R> R send(UserCommand<R> command, Supplier<Refused> whenUnknown) {
        try {
            return commands.send(command);
        } catch (AggregateNotFoundException e) {
            throw whenUnknown.get();
        }
    }

    private String newId() {
        return ids.get().toString();
    }
}
