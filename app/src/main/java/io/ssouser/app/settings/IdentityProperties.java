package io.ssouser.app.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * With whom people may sign in beside their password, and where their browsers may be sent afterwards. Not printable, because it holds
 * secrets.
 *
 * @param redirectUris the only addresses of applications to which a browser is sent back; compared letter by letter
 * @param providers by the name under which they are known here; none by default
 */
@ConfigurationProperties("sso")
public record IdentityProperties(
        @DefaultValue List<String> redirectUris,
        @DefaultValue Map<String, Provider> providers) {

    @Override
    public String toString() {
        return "IdentityProperties[hidden]";
    }

    /** What a provider speaks. */
    public enum Type {
        OIDC,
        GITHUB
    }

    /**
     * @param type GITHUB for one that is called github, else OIDC
     * @param issuer known of github and google; of microsoft it holds the tenant
     * @param scopes those of the type when there are none
     */
    public record Provider(
            @Nullable Type type,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String issuer,
            @DefaultValue List<String> scopes) {
        @Override
        public String toString() {
            return "Provider[hidden]";
        }
    }
}
