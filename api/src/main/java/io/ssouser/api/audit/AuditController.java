package io.ssouser.api.audit;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.LogPositions;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.api.security.Permission;
import io.ssouser.api.security.Permissions;
import io.ssouser.application.command.Commands;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.UserId;
import io.ssouser.projections.audittrail.AuditPage;
import java.util.Map;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to users, newest first: to the bearer, or to any user for a bearer with the permission. */
@RestController
public final class AuditController {
    private final ConsistentQueries reads;
    private final LogPositions positions;
    private final Permissions permissions;
    private final Commands commands;

    public AuditController(
            ConsistentQueries reads, LogPositions positions, Permissions permissions, Commands commands) {
        this.reads = reads;
        this.positions = positions;
        this.permissions = permissions;
        this.commands = commands;
    }

    /** The token says which user it is about; a {@code user_id} is ignored. */
    @GetMapping("/api/user/audit")
    OwnTrail own(AuthenticatedSession access, MinPosition seen, @RequestParam Map<String, String> parameters) {
        AuditSearch search = AuditSearch.of(parameters);
        AuditSearch opened = search.after(OwnTrail.cursor(search.after(), positions));
        return OwnTrail.of(reads.ask(opened.about(access.userId()), seen), positions);
    }

    @GetMapping("/api/audit/events")
    AuditPage any(AuthenticatedSession access, MinPosition seen, @RequestParam Map<String, String> parameters) {
        permissions.require(Permission.AUDIT_READ, access);
        AuditSearch search = AuditSearch.of(parameters);
        UserId user = AuditSearch.userIn(parameters);
        AuditPage page = reads.ask(search.about(user), access.userId(), seen);
        if (!access.userId().equals(user)) {
            record(search, user, access.userId());
        }
        return page;
    }

    /**
     * Leaves the entry before the answer is given, and after the page was read, which does not hold it. Nothing follows the last event of
     * an erased user, so the reader keeps the entry of that.
     */
    private void record(AuditSearch search, @Nullable UserId user, UserId reader) {
        if (user == null) {
            commands.send(search.recordedWith(reader, null));
            return;
        }
        try {
            commands.send(search.recordedWith(user, user));
        } catch (AggregateNotFoundException noneOrErased) {
            commands.send(search.recordedWith(reader, user));
        }
    }
}
