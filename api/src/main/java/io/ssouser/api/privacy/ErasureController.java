package io.ssouser.api.privacy;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.Message;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.application.command.Commands;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.user.UserCommand.CancelErasure;
import io.ssouser.domain.user.UserCommand.RequestErasure;
import io.ssouser.projections.pendingerasure.FindPendingErasure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The right to be forgotten: asked for, looked at, taken back. */
@RestController
@RequestMapping("/api/user")
public final class ErasureController {
    private final Commands commands;
    private final ConsistentQueries reads;

    public ErasureController(Commands commands, ConsistentQueries reads) {
        this.commands = commands;
        this.reads = reads;
    }

    record Requested(String message, Instant eraseAt) {}

    @DeleteMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Requested request(AuthenticatedSession access) {
        Instant dueAt = commands.send(new RequestErasure(access.userId(), access.sessionId()));
        return new Requested("Your account will be erased. Until then you can cancel it.", dueAt);
    }

    /** @param eraseAt null when the user is not to be erased */
    record ErasureStatus(@Nullable Instant eraseAt) {}

    @GetMapping("/erasure")
    ErasureStatus pending(AuthenticatedSession access, MinPosition seen) {
        return reads.ask(new FindPendingErasure(access.userId()), seen)
                .map(erasure -> new ErasureStatus(erasure.dueAt()))
                .orElseGet(() -> new ErasureStatus(null));
    }

    @PostMapping("/erasure/cancel")
    Message cancel(AuthenticatedSession access) {
        commands.send(new CancelErasure(access.userId()));
        return new Message("Your account stays");
    }
}
