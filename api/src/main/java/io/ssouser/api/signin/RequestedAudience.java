package io.ssouser.api.signin;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.domain.subscription.ServiceName;
import org.jspecify.annotations.Nullable;

/** The organisation and service for which somebody registers or signs in: known ones, or neither. */
public final class RequestedAudience {
    private RequestedAudience() {}

    /**
     * Whom the slugs name; the platform without any.
     *
     * @throws RequestRefused 404 or 400: rather refused than granted for something else than was asked for
     */
    public static Audience of(@Nullable String organisation, @Nullable String service, ServiceCatalogue catalogue) {
        if (organisation == null) {
            if (service != null) {
                throw new RequestRefused(Problem.badRequest("service_slug requires org_slug"));
            }
            return Audience.PLATFORM;
        }
        if (!catalogue.hasOrganisation(organisation)) {
            throw new RequestRefused(Problem.notFound("Organization not found"));
        }
        if (service != null && !catalogue.offers(organisation, new ServiceName(service))) {
            throw new RequestRefused(Problem.notFound("Service not found"));
        }
        return new Audience(organisation, service);
    }
}
