package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import io.ssouser.domain.user.UserCommand.RepeatRegistration;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegistrationChosen;
import io.ssouser.domain.user.UserEvent.RegistrationRepeated;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * Who says that the account's address is theirs, until one of them has followed a link that was mailed there. Each registration has a
 * number, a password and a link of its own, and the link decides: a stranger who was here first, or comes after, does not keep a password
 * on the account of whoever reads the mail.
 */
final class Registrations {
    /** The limits let at most 120 come in the day that a link works; it bounds the state where they are off. */
    private static final int MOST_OPEN = 120;

    private Map<Integer, @Nullable PasswordHash> open = new LinkedHashMap<>();
    private int latest;
    private boolean confirmed;

    /** Answers whether it counts: not when the address is confirmed. */
    @CommandHandler
    boolean handle(RepeatRegistration command) {
        if (!confirmed) {
            apply(new RegistrationRepeated(command.userId(), latest + 1, command.passwordHash()));
        }
        return !confirmed;
    }

    @CommandHandler
    void handle(ConfirmEmail command) {
        if (confirmed) {
            throw new Refused(Refusal.CONFIRMATION_USED);
        }
        PasswordHash chosen = open.get(command.registration());
        if (chosen == null) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
        if (command.registration() != latest) {
            apply(new RegistrationChosen(command.userId(), command.registration(), chosen));
        }
        apply(new EmailConfirmed(command.userId()));
    }

    boolean isConfirmed() {
        return confirmed;
    }

    /** The number of the newest. */
    int latest() {
        return latest;
    }

    @EventSourcingHandler
    void on(Registered event) {
        open.put(latest, event.passwordHash());
    }

    @EventSourcingHandler
    void on(RegistrationRepeated event) {
        latest = event.registration();
        open.put(latest, event.passwordHash());
        if (open.size() > MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
    }

    /** Whoever resets reads the mail, so what others chose before is void, and their links with it. */
    @EventSourcingHandler
    void on(PasswordReset event) {
        open.clear();
        if (!confirmed) {
            open.put(++latest, event.passwordHash());
        }
    }

    @EventSourcingHandler
    void on(EmailConfirmed event) {
        confirmed = true;
        open.clear();
    }
}
