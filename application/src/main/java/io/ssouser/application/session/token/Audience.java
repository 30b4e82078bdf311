package io.ssouser.application.session.token;

import org.jspecify.annotations.Nullable;

/**
 * For whom the tokens of a session are made: the platform itself, an organisation, or one of its services.
 *
 * @param org slug; null for the platform
 * @param service slug; null for the platform or the organisation as a whole
 */
public record Audience(@Nullable String org, @Nullable String service) {
    public static final Audience PLATFORM = new Audience(null, null);

    public Audience {
        if (org == null && service != null) {
            throw new IllegalArgumentException("A service belongs to an organisation");
        }
    }

    /** The {@code aud} of the wire contract, section 3. */
    String claim() {
        if (org == null) {
            return "platform";
        }
        return service == null ? "org:" + org : "service:" + org + "/" + service;
    }
}
