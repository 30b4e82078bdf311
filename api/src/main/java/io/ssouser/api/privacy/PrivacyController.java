package io.ssouser.api.privacy;

import io.ssouser.api.audit.OwnTrail;
import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.LogPositions;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.api.device.DeviceAnswer;
import io.ssouser.application.command.Commands;
import io.ssouser.application.session.Session;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserCommand.ExportPersonalData;
import io.ssouser.projections.audittrail.AuditPage;
import io.ssouser.projections.audittrail.FindAuditEvents;
import io.ssouser.projections.devicelist.FindDevices;
import io.ssouser.projections.identitylist.FindIdentities;
import io.ssouser.projections.mfastatus.FindMfaStatus;
import io.ssouser.projections.subscription.FindSubscriptions;
import io.ssouser.projections.userprofile.FindUserProfile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** All that is kept about the bearer, in one document (GDPR, article 20). Only what must stay secret is left out: hashes and keys. */
@RestController
public final class PrivacyController {
    /** So many events of the trail are in memory at once; it may have any number. */
    private static final int EVENTS_AT_ONCE = 200;

    /** More than a user may have. */
    private static final int ALL_DEVICES = 100;

    private final Commands commands;
    private final ConsistentQueries reads;
    private final Sessions sessions;
    private final LogPositions positions;
    private final JsonMapper mapper;
    private final Clock clock;

    public PrivacyController(
            Commands commands,
            ConsistentQueries reads,
            Sessions sessions,
            LogPositions positions,
            JsonMapper mapper,
            Clock clock) {
        this.clock = clock;
        this.positions = positions;
        this.commands = commands;
        this.reads = reads;
        this.sessions = sessions;
        this.mapper = mapper;
    }

    record LiveSession(
            SessionId id,
            DeviceId deviceId,
            @Nullable String org,
            @Nullable String service,
            Instant refreshedAt,
            Instant expiresAt) {
        static LiveSession of(Session session) {
            return new LiveSession(
                    session.id(),
                    session.deviceId(),
                    session.audience().org(),
                    session.audience().service(),
                    session.issuedAt(),
                    session.expiresAt());
        }
    }

    /** Whatever may be refused is refused before the first byte is written. */
    @GetMapping("/api/privacy/export")
    void export(AuthenticatedSession access, MinPosition seen, HttpServletResponse response) throws IOException {
        UserId user = access.userId();
        List<SessionId> live = commands.send(new ExportPersonalData(user, access.sessionId()));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("profile", reads.ask(new FindUserProfile(user), seen));
        facts.put("identities", reads.ask(new FindIdentities(user), seen).providers());
        facts.put("mfa", reads.ask(new FindMfaStatus(user), seen));
        FindDevices allDevices = new FindDevices(user, 1, ALL_DEVICES, FindDevices.Sort.FIRST_SEEN, false);
        facts.put(
                "devices",
                reads.ask(allDevices, seen).devices().stream()
                        .map(device -> DeviceAnswer.of(device, access.deviceId(), clock.instant()))
                        .toList());
        facts.put(
                "sessions",
                live.stream()
                        .map(id -> sessions.find(id, clock.instant()))
                        .flatMap(Optional::stream)
                        .map(LiveSession::of)
                        .toList());
        facts.put("subscriptions", reads.ask(new FindSubscriptions(user), seen));
        AuditPage newest = trail(user, seen, null);

        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"account.json\"");
        try (JsonGenerator json = mapper.createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            facts.forEach(json::writePOJOProperty);
            json.writeArrayPropertyStart("audit_events");
            for (AuditPage page = newest;
                    page != null;
                    page = page.next() == null ? null : trail(user, seen, page.next())) {
                page.events().forEach(event -> json.writePOJO(OwnTrail.Event.of(event, positions)));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private AuditPage trail(UserId user, MinPosition seen, @Nullable String after) {
        return reads.ask(new FindAuditEvents(user, null, null, null, after, EVENTS_AT_ONCE), seen);
    }
}
