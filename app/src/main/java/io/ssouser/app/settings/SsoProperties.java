package io.ssouser.app.settings;

import io.ssouser.application.mail.smtp.SmtpServer;
import io.ssouser.application.session.token.TokenAlgorithm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator decides: {@code sso.*} in the configuration, or {@code SSO_*} in the environment. Not printable, because it holds keys.
 *
 * @param store where everything is kept
 * @param mongodbUri connection string with the name of a database; needed for that store alone
 * @param keysMongodbUri the same for the users' keys, to be backed up apart; null to keep them with the rest
 * @param dataDir folder of the embedded store, and of the mails that no server takes
 * @param baseUrl where clients find this service, without a trailing slash; the issuer of its tokens and the start of its links
 * @param platformOwner address of the first user who owns the platform; null for none
 * @param rateLimits off for development and load runs only
 * @param masterKey wraps all other keys, base64; null to keep one in the data folder
 * @param accessTokenLife how long an access token is good for; the wire contract's client wants more than 30 s
 * @param tokenAlgorithm by which tokens are signed; a key of it is made when the one that signs is of another
 * @param readWait how long a read waits for its read model, at most
 * @param erasureWindow how long a person may change their mind before the user is erased
 * @param stepUpAfter how long after its last proof a session may do what could let a thief take over the user; {@code off} for as long as
 *     it lives
 * @param allowedOrigins web pages that may call from a browser; none by default, but those of this machine in development
 * @param passwordMinLength fewest bytes of a new password, from 8 to 64
 * @param metricsToken opens {@code /actuator/prometheus}, on the port of the operator, to whoever sends it; null to open it to this machine
 *     alone
 * @param apiDocs whether there is a page for people at {@code /openapi/ui}
 * @param services that people can sign in to, each of one organisation; none by default
 * @param plans what plans offer, by service and plan; every service has the plan {@code free}
 * @param trustedProxies addresses or CIDR blocks whose {@code X-Forwarded-For} is believed; none by default
 */
@ConfigurationProperties("sso")
public record SsoProperties(
        @DefaultValue("SQLITE") Store store,
        @Nullable String mongodbUri,
        @Nullable String keysMongodbUri,
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("http://localhost:8080") String baseUrl,
        @Nullable String platformOwner,
        @DefaultValue("true") boolean rateLimits,
        @Nullable String masterKey,
        @DefaultValue("24h") Duration accessTokenLife,
        @DefaultValue("RS256") TokenAlgorithm tokenAlgorithm,
        @DefaultValue("2s") Duration readWait,
        @DefaultValue("12h") String stepUpAfter,
        @DefaultValue("8") int passwordMinLength,
        @DefaultValue("14d") Duration erasureWindow,
        @Nullable String metricsToken,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("true") boolean apiDocs,
        @DefaultValue List<Service> services,
        @DefaultValue Map<String, Map<String, Plan>> plans,
        @DefaultValue Smtp smtp) {

    /** What keeps the log, the keys, the state and the read models. */
    public enum Store {
        SQLITE,
        MONGODB
    }

    public SsoProperties {
        mongodbUri = mongodbUri == null || mongodbUri.isBlank() ? null : mongodbUri;
        keysMongodbUri = keysMongodbUri == null || keysMongodbUri.isBlank() ? null : keysMongodbUri;
        baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        platformOwner = platformOwner == null || platformOwner.isBlank() ? null : platformOwner;
        masterKey = masterKey == null || masterKey.isBlank() ? null : masterKey;
        metricsToken = metricsToken == null || metricsToken.isBlank() ? null : metricsToken;
    }

    /** Whether clients come by HTTPS, whoever ends it. */
    public boolean isHttps() {
        return baseUrl.startsWith("https://");
    }

    /** Where the service's own pages come from, as browsers say it. */
    public String origin() {
        URI base = URI.create(baseUrl);
        return base.getScheme() + "://" + base.getAuthority();
    }

    /** Whether it is the embedded default on an address that only this machine reaches. */
    public boolean isForDevelopment() {
        String host = URI.create(baseUrl).getHost();
        return store == Store.SQLITE
                && Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(host));
    }

    @Override
    public String toString() {
        return "SsoProperties[hidden]";
    }

    /**
     * A service, by the slugs of its organisation and its own.
     *
     * @param redirectUris where its browsers may be sent after a sign-in by a provider; those of all services when it has none
     * @param tokensInFragment whether tokens go there in the address's fragment, as the published client's callback component reads them
     */
    public record Service(
            String org,
            String service,
            @DefaultValue List<String> redirectUris,
            @DefaultValue("false") boolean tokensInFragment) {}

    /** @param features in the order in which clients get them */
    public record Plan(@DefaultValue List<String> features) {}

    /**
     * The server that takes the mails.
     *
     * @param host null to keep mails as files in the data folder
     * @param from the sender's address
     * @param security how the connection is protected
     */
    public record Smtp(
            @Nullable String host,
            @DefaultValue("587") int port,
            @DefaultValue("STARTTLS") SmtpServer.Security security,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("no-reply@localhost") String from,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue(LONGEST_TRY) Duration longestTry) {
        private static final String LONGEST_TRY = "2m";

        public Smtp {
            host = host == null || host.isBlank() ? null : host;
            username = username == null || username.isBlank() ? null : username;
            password = password == null || password.isBlank() ? null : password;
        }

        @Override
        public String toString() {
            return "Smtp[hidden]";
        }
    }
}
