package io.ssouser.api.subscription;

import io.ssouser.api.conventions.Ids;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.api.conventions.Moments;
import io.ssouser.api.error.MissingMember;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.security.Permission;
import io.ssouser.api.security.Permissions;
import io.ssouser.application.command.Commands;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.domain.subscription.SubscriptionCommand.ArrangeSubscription;
import io.ssouser.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The subscription to the service that a token was made for, and what an administrator makes of anybody's. */
@RestController
public final class SubscriptionController {
    private final Subscriptions subscriptions;
    private final ServiceCatalogue catalogue;
    private final UserFacts facts;
    private final Commands commands;
    private final Permissions permissions;

    public SubscriptionController(
            Subscriptions subscriptions,
            ServiceCatalogue catalogue,
            UserFacts facts,
            Commands commands,
            Permissions permissions) {
        this.permissions = permissions;
        this.subscriptions = subscriptions;
        this.catalogue = catalogue;
        this.facts = facts;
        this.commands = commands;
    }

    @GetMapping("/api/subscription")
    SubscriptionAnswer own(AuthenticatedSession access, MinPosition seen) {
        if (access.audience().org() == null) {
            throw new RequestRefused(Problem.badRequest("Missing org in token"));
        }
        String slug = access.audience().service();
        if (slug == null) {
            throw new RequestRefused(Problem.badRequest("Missing service in token"));
        }
        ServiceName service = new ServiceName(slug);
        return subscriptions
                .find(access.userId(), service, seen)
                .orElseGet(() -> SubscriptionAnswer.none(service, catalogue));
    }

    /**
     * Members that are left out stay as they are.
     *
     * @param status {@code active} or {@code canceled}
     * @param currentPeriodEnd RFC 3339, in the future
     */
    record Arrangement(
            String plan, @Nullable String status, @Nullable String currentPeriodEnd) {
        Arrangement {
            MissingMember.unless(plan, "plan");
        }

        @Nullable
        Boolean canceled() {
            if (status == null) {
                return null;
            }
            return switch (status) {
                case "active" -> false;
                case "canceled" -> true;
                default -> throw invalid("status");
            };
        }

        @Nullable
        Instant periodEnd() {
            return currentPeriodEnd == null
                    ? null
                    : Moments.parse(currentPeriodEnd)
                            .orElseThrow(() -> invalid("current_period_end"))
                            .truncatedTo(ChronoUnit.MILLIS);
        }
    }

    @PutMapping("/api/admin/users/{id}/subscriptions/{service}")
    SubscriptionAnswer arrange(
            @PathVariable String id,
            @PathVariable("service") String slug,
            @RequestBody Arrangement body,
            AuthenticatedSession access,
            MinPosition seen) {
        permissions.require(Permission.SUBSCRIPTION_WRITE, access);
        UserId user = Ids.uuid(id)
                .map(UserId::new)
                .filter(known -> facts.emailOf(known).isPresent())
                .orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
        ServiceName service = new ServiceName(slug);
        if (!catalogue.has(service)) {
            throw new RequestRefused(Problem.notFound("Service not found"));
        }
        PlanName plan = new PlanName(body.plan());
        catalogue.features(service, plan).orElseThrow(() -> invalid("plan"));
        commands.send(new ArrangeSubscription(
                SubscriptionId.of(user, service), user, service, plan, body.canceled(), body.periodEnd()));
        return subscriptions.find(user, service, seen).orElseThrow();
    }

    private static RequestRefused invalid(String member) {
        return new RequestRefused(Problem.badRequest("Invalid value for '" + member + "'"));
    }
}
