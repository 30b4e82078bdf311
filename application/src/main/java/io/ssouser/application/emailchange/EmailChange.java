package io.ssouser.application.emailchange;

import io.ssouser.application.command.Commands;
import io.ssouser.domain.ExpectedVersion;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.recovery.UndoneChange;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.domain.user.UserCommand.ConfirmEmailChange;
import io.ssouser.domain.user.UserCommand.JudgeEmailChange;
import io.ssouser.domain.user.UserCommand.JudgeEmailChangeUndo;
import io.ssouser.domain.user.UserCommand.RequestEmailChange;
import io.ssouser.domain.user.UserCommand.UndoEmailChange;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** From a new address that was typed to a user who has moved there, and back. */
public final class EmailChange {
    private final Commands commands;
    private final EmailClaimKeys keys;
    private final EmailChangeLinks links;
    private final Supplier<UUID> ids;

    public EmailChange(Commands commands, EmailClaimKeys keys, EmailChangeLinks links, Supplier<UUID> ids) {
        this.commands = commands;
        this.keys = keys;
        this.links = links;
        this.ids = ids;
    }

    /**
     * Asks the new address whether the user may move there. Causes the same events of the user and the same number of mails, whether or not
     * another user holds the address.
     *
     * @throws Refused {@link Refusal#VERSION_CHANGED}, {@link Refusal#EMAIL_CHANGED_TOO_OFTEN}, {@link Refusal#USER_NOT_FOUND}
     */
    public void request(UserId user, SessionId session, EmailAddress email, ExpectedVersion expected) {
        EmailChangeId change = new EmailChangeId(ids.get().toString());
        commands.send(new RequestEmailChange(user, change, keys.claimOn(email), email, session, expected));
    }

    /**
     * Whether the link to confirm a change can be used; changes nothing.
     *
     * @throws Refused as {@link #confirm}, but for {@link Refusal#EMAIL_TAKEN}
     */
    public void lookAtConfirmation(String token) {
        ConfirmEmailChange link = links.confirmation(token);
        send(new JudgeEmailChange(link.userId(), link.changeId()));
    }

    /**
     * Moves the user for whom the link was made.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN}, also when another change replaced it, {@link Refusal#CONFIRMATION_USED}, {@link
     *     Refusal#CONFIRMATION_EXPIRED}, or {@link Refusal#EMAIL_TAKEN} when another user was quicker
     */
    public void confirm(String token) {
        send(links.confirmation(token));
    }

    /**
     * Whether the link to undo a change can be used; changes nothing.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN}, {@link Refusal#CONFIRMATION_USED} or {@link Refusal#CONFIRMATION_EXPIRED}
     */
    public void lookAtUndo(String token) {
        UndoEmailChange link = links.objection(token);
        send(new JudgeEmailChangeUndo(link.userId(), link.claimId()));
    }

    /** Moves the user back and ends the user's sessions, or frees the address. Throws as {@link #lookAtUndo}. */
    public UndoneChange undo(String token) {
        return send(links.objection(token));
    }

    /** A link of a user who is gone is good no more. */
    private <R> R send(UserCommand<R> command) {
        try {
            return commands.send(command);
        } catch (AggregateNotFoundException gone) {
            throw new Refused(Refusal.CONFIRMATION_UNKNOWN);
        }
    }
}
