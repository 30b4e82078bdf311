package io.ssouser.api.account;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.limits.RequestLimits;
import io.ssouser.api.security.Permissions;
import io.ssouser.api.subscription.SubscriptionAnswer;
import io.ssouser.api.subscription.Subscriptions;
import io.ssouser.application.emailchange.EmailChange;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.ExpectedVersion;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.projections.userprofile.FindUserProfile;
import java.time.Clock;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The user's profile and address. */
@RestController
@RequestMapping("/api/user")
public final class ProfileController {
    private static final String TOO_MANY = "Too many requests. Please try again later.";

    private final ConsistentQueries reads;
    private final Subscriptions subscriptions;
    private final EmailChange emailChange;
    private final RequestLimits limits;
    private final Permissions permissions;
    private final Clock clock;

    public ProfileController(
            ConsistentQueries reads,
            Subscriptions subscriptions,
            EmailChange emailChange,
            RequestLimits limits,
            Permissions permissions,
            Clock clock) {
        this.permissions = permissions;
        this.reads = reads;
        this.subscriptions = subscriptions;
        this.emailChange = emailChange;
        this.limits = limits;
        this.clock = clock;
    }

    /** The tag is read before the profile: it may be older than what it comes with, which costs a try, but never newer. */
    @GetMapping
    ResponseEntity<Profile> profile(AuthenticatedSession access, MinPosition seen) {
        OptionalLong version = reads.versionOf(access.userId());
        Profile profile = read(access, seen);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        version.ifPresent(known -> answer.eTag(EntityTag.of(known, profile)));
        return answer.body(profile);
    }

    private Profile read(AuthenticatedSession access, MinPosition seen) {
        return reads.ask(new FindUserProfile(access.userId()), seen)
                .map(profile -> Profile.of(
                        profile, access, permissions.of(access), subscription(access, seen), clock.instant()))
                .orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
    }

    private @Nullable SubscriptionAnswer subscription(AuthenticatedSession access, MinPosition seen) {
        String service = access.audience().service();
        return service == null
                ? null
                : subscriptions
                        .find(access.userId(), new ServiceName(service), seen)
                        .orElse(null);
    }

    record ProfileChange(@Nullable String email) {
        @Override
        public String toString() {
            return "ProfileChange[hidden]";
        }
    }

    @PatchMapping
    ResponseEntity<Profile> change(
            @RequestBody ProfileChange body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            AuthenticatedSession access,
            MinPosition seen) {
        ExpectedVersion expected = EntityTag.expectedBy(ifMatch);
        if (body.email() == null) {
            reads.versionOf(access.userId()).ifPresent(expected::require);
        } else {
            changeEmail(body.email(), expected, access);
        }
        return profile(access, seen);
    }

    /** Counted for the user as well as for the address, so that no user can send letters to the whole world. */
    private void changeEmail(String typed, ExpectedVersion expected, AuthenticatedSession access) {
        if (typed.isBlank()) {
            throw new RequestRefused(Problem.badRequest("Email cannot be empty"));
        }
        EmailAddress email = EmailAddress.parse(typed);
        limits.admitMail(access.userId().value(), TOO_MANY);
        limits.admitMail(email.value(), TOO_MANY);
        emailChange.request(access.userId(), access.sessionId(), email, expected);
    }
}
