package io.ssouser.api.privacy;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.Ids;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.api.identity.LinkedIdentities;
import io.ssouser.application.command.Commands;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.user.UserCommand.ExportPersonalData;
import io.ssouser.domain.user.UserCommand.RequestErasure;
import io.ssouser.domain.user.UserCommand.StepUpWithCode;
import io.ssouser.domain.user.UserCommand.StepUpWithPassword;
import io.ssouser.projections.audittrail.AuditEvent;
import io.ssouser.projections.audittrail.FindAuditEvents;
import io.ssouser.projections.userprofile.FindUserProfile;
import io.ssouser.projections.userprofile.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The right to a copy and the right to be forgotten as the published client asks for them: by the user's id, which must be the bearer's
 * own. {@code GET /api/privacy/export} holds more, and {@code DELETE /api/user} says when.
 */
@RestController
@RequestMapping("/api/privacy")
public final class ClientPrivacyController {
    /** The newest of each kind; the whole trail is in the other export. */
    private static final int NEWEST = 500;

    private final Commands commands;
    private final ConsistentQueries reads;
    private final LinkedIdentities identities;

    public ClientPrivacyController(Commands commands, ConsistentQueries reads, LinkedIdentities identities) {
        this.commands = commands;
        this.reads = reads;
        this.identities = identities;
    }

    record LoginEvent(
            String id,
            Instant timestamp,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            @Nullable String provider,
            boolean success,
            @Nullable Integer riskScore,
            @Nullable String riskFactors,
            @Nullable String geoCountry,
            @Nullable String geoCity) {
        static LoginEvent of(AuditEvent event) {
            boolean success = event.type().equals("user.signed-in");
            String method = Objects.toString(event.details().get("method"), "");
            String provider = success && method.startsWith("PASSWORD") || !success ? "password" : null;
            return new LoginEvent(
                    event.id(), event.time(), event.ip(), event.userAgent(), provider, success, null, null, null, null);
        }
    }

    record OauthIdentity(ProviderName provider, String providerUserId, Instant linkedAt) {}

    record MfaEvent(
            String eventType,
            Instant timestamp,
            boolean success,
            @Nullable String details) {
        static MfaEvent of(AuditEvent event) {
            return new MfaEvent(event.type(), event.time(), !event.type().endsWith("-failed"), null);
        }
    }

    record Export(
            UserId userId,
            @Nullable EmailAddress email,
            Instant createdAt,
            List<String> memberships,
            int loginEventsCount,
            List<LoginEvent> loginEvents,
            List<OauthIdentity> oauthIdentities,
            List<MfaEvent> mfaEvents,
            List<String> passkeys) {}

    @GetMapping("/export/{id}")
    Export export(@PathVariable String id, AuthenticatedSession access, MinPosition seen) {
        UserId user = own(id, access);
        commands.send(new ExportPersonalData(user, access.sessionId()));
        UserProfile profile =
                reads.ask(new FindUserProfile(user), seen).orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
        List<LoginEvent> logins = trail(user, seen, "user.signed-in", "user.sign-in-failed")
                .map(LoginEvent::of)
                .toList();
        return new Export(
                user,
                profile.email(),
                profile.createdAt(),
                List.of(),
                logins.size(),
                logins,
                identities.of(user, seen).stream()
                        .map(linked -> new OauthIdentity(linked.provider(), linked.subject(), linked.linkedAt()))
                        .toList(),
                trail(user, seen, "user.mfa-enabled", "user.mfa-disabled", "user.mfa-failed")
                        .map(MfaEvent::of)
                        .toList(),
                List.of());
    }

    private Stream<AuditEvent> trail(UserId user, MinPosition seen, String... types) {
        return Stream.of(types)
                .map(type -> new FindAuditEvents(user, type, null, null, null, NEWEST))
                .map(query -> reads.ask(query, seen))
                .flatMap(page -> page.events().stream());
    }

    /** Proof of who asks, for a session whose last one is not fresh. */
    record Forgetting(
            @Nullable String currentPassword, @Nullable String mfaCode) {}

    record Forgotten(boolean success, String message, UserId userId) {}

    @DeleteMapping("/forget/{id}")
    Forgotten forget(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Forgetting body,
            AuthenticatedSession access) {
        UserId user = own(id, access);
        if (body != null && body.mfaCode() != null) {
            commands.send(new StepUpWithCode(user, SecondFactorCode.of(body.mfaCode()), access.sessionId()));
        } else if (body != null && body.currentPassword() != null) {
            commands.send(new StepUpWithPassword(user, new Password(body.currentPassword()), access.sessionId()));
        }
        Instant dueAt = commands.send(new RequestErasure(user, access.sessionId()));
        return new Forgotten(true, "Your account will be erased at " + dueAt + ". Until then you can cancel it.", user);
    }

    /** No other user exists here. */
    private static UserId own(String id, AuthenticatedSession access) {
        return Ids.uuid(id)
                .map(UserId::new)
                .filter(access.userId()::equals)
                .orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
    }
}
