package io.ssouser.api.http;

import io.ssouser.application.session.Access;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.subscription.ServiceName;
import io.ssouser.projections.userprofile.FindUserProfile;
import io.ssouser.projections.userprofile.UserProfile;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account itself: who it is. */
@RestController
@RequestMapping("/api/user")
public final class ProfileController {
    private final FreshReads reads;
    private final Subscriptions subscriptions;

    public ProfileController(FreshReads reads, Subscriptions subscriptions) {
        this.reads = reads;
        this.subscriptions = subscriptions;
    }

    @GetMapping
    Profile profile(Access access, MinPosition seen) {
        return reads.ask(
                        UserProfile.NAME,
                        access.userId(),
                        seen,
                        new FindUserProfile(access.userId()),
                        ResponseTypes.optionalInstanceOf(UserProfile.class))
                .map(profile -> Profile.of(profile, access, subscription(access, seen)))
                .orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
    }

    private @Nullable SubscriptionAnswer subscription(Access access, MinPosition seen) {
        String service = access.audience().service();
        return service == null
                ? null
                : subscriptions
                        .find(access.userId(), new ServiceName(service), seen)
                        .orElse(null);
    }
}
