package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.user.UserCommand.RecordAuditTrailRead;
import io.ssouser.domain.user.UserEvent.AuditTrailRead;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** Puts reads of audit trails on record. */
final class TrailReads {
    @CommandHandler
    void handle(RecordAuditTrailRead command) {
        apply(new AuditTrailRead(command.userId(), command.trailOf(), command.type(), command.from(), command.to()));
    }

    @EventSourcingHandler
    void on(AuditTrailRead event) {
        // For the record; nothing depends on it.
    }
}
