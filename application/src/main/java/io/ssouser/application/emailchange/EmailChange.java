package io.ssouser.application.emailchange;

import io.ssouser.domain.ExpectedVersion;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.RequestEmailChange;
import io.ssouser.domain.user.UserId;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** From a new address that was typed to an account that has moved there, and back. */
public final class EmailChange {
    private final CommandGateway commands;
    private final EmailClaimKeys keys;
    private final EmailChangeLinks links;
    private final Supplier<UUID> ids;

    public EmailChange(CommandGateway commands, EmailClaimKeys keys, EmailChangeLinks links, Supplier<UUID> ids) {
        this.commands = commands;
        this.keys = keys;
        this.links = links;
        this.ids = ids;
    }

    /**
     * Asks the new address whether the account may move there. Does the same, in the account's events and in the number of mails, whether
     * or not another account holds the address.
     *
     * @throws Refused {@link Refusal#VERSION_CHANGED}, {@link Refusal#EMAIL_CHANGED_TOO_OFTEN}, {@link Refusal#USER_NOT_FOUND}
     */
    public void request(UserId user, SessionId session, EmailAddress email, ExpectedVersion expected) {
        EmailChangeId change = new EmailChangeId(ids.get().toString());
        commands.sendAndWait(new RequestEmailChange(user, change, keys.claimOn(email), email, session, expected));
    }

    /**
     * Moves the account that the link was made for.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN}, also when another change replaced it, {@link Refusal#CONFIRMATION_USED},
     *     {@link Refusal#CONFIRMATION_EXPIRED}, or {@link Refusal#EMAIL_TAKEN} when another account was quicker
     */
    public void confirm(String token) {
        commands.sendAndWait(links.confirmation(token));
    }

    /**
     * Whether the link can be used at all; changes nothing.
     *
     * @throws Refused {@link Refusal#CONFIRMATION_UNKNOWN} or {@link Refusal#CONFIRMATION_EXPIRED}
     */
    public void look(String undoToken) {
        links.objection(undoToken);
    }

    /** Moves the account back and ends its sessions. Throws as {@link #look}. Repeatable. */
    public void undo(String token) {
        commands.sendAndWait(links.objection(token));
    }
}
