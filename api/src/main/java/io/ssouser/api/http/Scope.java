package io.ssouser.api.http;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import org.jspecify.annotations.Nullable;

/** For which organisation and service an account is asked for. This service knows the platform itself and no others. */
final class Scope {
    private Scope() {}

    /** Rather refused than granted for something else than was asked for. */
    static void requirePlatform(@Nullable String organisation, @Nullable String service) {
        if (organisation != null) {
            throw new RequestRefused(Problem.notFound("Organization not found"));
        }
        if (service != null) {
            throw new RequestRefused(Problem.badRequest("service_slug requires org_slug"));
        }
    }
}
