package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserCommand.ConfirmEmailOnPage;
import io.ssouser.domain.user.UserCommand.JudgeConfirmation;
import io.ssouser.domain.user.UserCommand.RepeatRegistration;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PasswordChosen;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegistrationBoundToBrowser;
import io.ssouser.domain.user.UserEvent.RegistrationChosen;
import io.ssouser.domain.user.UserEvent.RegistrationRepeated;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * Who says that the user's address is theirs, until one of them has followed a link that was mailed there. A link proves who reads the
 * mail, not who typed a password: each registration has a number and a password, and the password counts only where the link is
 * followed in the browser that registered it. Otherwise whoever follows the link chooses another.
 */
final class Registrations {
    /** The limits let at most 120 come in the day that a link works; it bounds the state where they are off. */
    private static final int MOST_OPEN = 120;

    private Map<Integer, PasswordHash> open = new LinkedHashMap<>();
    private Map<Integer, BrowserHash> browsers = new LinkedHashMap<>();
    private int latest;
    private boolean confirmed;

    /** The address that is not confirmed; null as soon as it is. */
    private @Nullable EmailAddress email;

    /** Answers whether it counts: not once the address is confirmed. */
    @CommandHandler
    boolean handle(RepeatRegistration command) {
        if (!confirmed) {
            apply(new RegistrationRepeated(command.userId(), latest + 1, command.passwordHash()));
            bind(command.userId(), latest, command.browser());
        }
        return !confirmed;
    }

    /** Remembers which browser made the registration, if it can be known again. */
    static void bind(UserId userId, int registration, @Nullable BrowserHash browser) {
        if (browser != null) {
            apply(new RegistrationBoundToBrowser(userId, registration, browser));
        }
    }

    @CommandHandler
    void handle(ConfirmEmail command) {
        requireOpen();
        if (latest > 0) {
            throw new Refused(Refusal.CONFIRMATION_NEEDS_PASSWORD);
        }
        apply(new EmailConfirmed(command.userId()));
    }

    @CommandHandler
    void handle(ConfirmEmailOnPage command, PasswordPolicy policy, PasswordHasher hasher) {
        requireOpen();
        if (command.chosen() == null) {
            choose(command.userId(), command.browser());
        } else {
            policy.judge(command.chosen(), email);
            apply(new PasswordChosen(command.userId(), hasher.hash(command.chosen())));
        }
        apply(new EmailConfirmed(command.userId()));
    }

    @CommandHandler
    boolean handle(JudgeConfirmation command) {
        requireOpen();
        return madeBy(command.browser()).isPresent();
    }

    /** Whoever resets the password reads the mail, so that proves the address too. */
    void confirmByReset(UserId userId) {
        if (!confirmed) {
            apply(new EmailConfirmed(userId));
        }
    }

    /** @throws Refused {@link Refusal#EMAIL_NOT_CONFIRMED} */
    void requireConfirmed() {
        if (!confirmed) {
            throw new Refused(Refusal.EMAIL_NOT_CONFIRMED);
        }
    }

    private void requireOpen() {
        if (confirmed) {
            throw new Refused(Refusal.CONFIRMATION_USED);
        }
    }

    private void choose(UserId userId, @Nullable BrowserHash browser) {
        int registration = madeBy(browser).orElseThrow(() -> new Refused(Refusal.CONFIRMATION_NEEDS_PASSWORD));
        if (registration != latest) {
            apply(new RegistrationChosen(userId, registration, open.get(registration)));
        }
    }

    private OptionalInt madeBy(@Nullable BrowserHash browser) {
        return browsers.entrySet().stream()
                .filter(made -> made.getValue().equals(browser) && open.containsKey(made.getKey()))
                .mapToInt(Map.Entry::getKey)
                .max();
    }

    @EventSourcingHandler
    void on(Registered event) {
        email = event.email();
        open.put(latest, event.passwordHash());
    }

    @EventSourcingHandler
    void on(RegistrationRepeated event) {
        latest = event.registration();
        open.put(latest, event.passwordHash());
        if (open.size() > MOST_OPEN) {
            int oldest = open.keySet().iterator().next();
            open.remove(oldest);
            browsers.remove(oldest);
        }
    }

    @EventSourcingHandler
    void on(RegistrationBoundToBrowser event) {
        browsers.put(event.registration(), event.browser());
    }

    /** Passwords that others registered before are void. */
    @EventSourcingHandler
    void on(PasswordReset event) {
        open.clear();
        browsers.clear();
        latest++;
    }

    @EventSourcingHandler
    void on(EmailConfirmed event) {
        confirmed = true;
        email = null;
        open.clear();
        browsers.clear();
    }
}
