package io.ssouser.application.registration;

import io.ssouser.application.command.Commands;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.user.UserCommand.Register;
import io.ssouser.domain.user.UserCommand.RepeatRegistration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From what a stranger typed to a user. Gives the same answer, after the same work, whether or not a user has the address already. The
 * owner of the address gets a letter.
 */
public final class Registration {
    private final Commands commands;
    private final EmailClaimKeys keys;
    private final EmailOwners owners;
    private final UserFacts facts;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final Supplier<UUID> ids;

    public Registration(
            Commands commands,
            EmailClaimKeys keys,
            EmailOwners owners,
            UserFacts facts,
            PasswordPolicy policy,
            PasswordHasher hasher,
            Supplier<UUID> ids) {
        this.commands = commands;
        this.keys = keys;
        this.owners = owners;
        this.facts = facts;
        this.policy = policy;
        this.hasher = hasher;
        this.ids = ids;
    }

    /**
     * Registers the address, once more when it is not confirmed yet, or lets its owner know.
     *
     * @param browser in which somebody types; null for one that cannot be known again
     * @param admission asked once address and password are found good, and before anything comes of them; may refuse by throwing
     * @throws Refused {@link Refusal#INVALID_EMAIL}, {@link Refusal#HASHING_BUSY}, or what {@link PasswordPolicy} says
     */
    public void register(
            String email, Password password, @Nullable BrowserHash browser, Consumer<EmailAddress> admission) {
        EmailAddress address = EmailAddress.parse(email);
        policy.judge(password, address);
        admission.accept(address);
        PasswordHash hash = hasher.hash(password);
        if (isRepeated(address, hash, browser)) {
            return;
        }
        UserId user = new UserId(ids.get().toString());
        try {
            commands.send(new Register(user, keys.claimOn(address), address, hash, browser));
        } catch (Refused refused) {
            // The claim remembers it, so the address's owner is told; the stranger is not.
            if (refused.refusal() != Refusal.EMAIL_TAKEN) {
                throw refused;
            }
        }
    }

    /** Until somebody follows a link that was mailed to the address, nobody has more right to it than anybody else. */
    private boolean isRepeated(EmailAddress address, PasswordHash hash, @Nullable BrowserHash browser) {
        return owners.ownerOf(address)
                .filter(user -> !facts.hasConfirmed(user))
                .filter(user -> commands.send(new RepeatRegistration(user, hash, browser)))
                .isPresent();
    }
}
