package io.ssouser.application.identity.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.ssouser.application.identity.ProviderFailed;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenID provider says of itself (OpenID Connect Discovery 1.0), and the judge of its id tokens with its present keys.
 *
 * @param until when it is to be asked again
 */
record KnownProvider(OIDCProviderMetadata metadata, IDTokenValidator idTokens, Instant until) {
    /** Those that are signed with a private key: neither {@code none} nor what the client's own secret could sign. */
    private static final Set<JWSAlgorithm> SIGNED = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);

    /**
     * Asks it.
     *
     * @throws ProviderFailed when it has another name than the one that is configured
     * @throws ParseException when it says nothing, or sends secrets over a line that its issuer does not use
     */
    static KnownProvider discover(Issuer issuer, ClientID client, ProviderHttp http, Instant until)
            throws IOException, ParseException {
        HTTPResponse answer =
                new OIDCProviderConfigurationRequest(issuer).toHTTPRequest().send(http);
        answer.ensureStatusCode(HTTPResponse.SC_OK);
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.getBodyAsJSONObject());
        if (!metadata.getIssuer().equals(issuer)) {
            throw IssuerNames.other(
                    ProviderFailed.Fault.UNREACHABLE,
                    issuer,
                    metadata.getIssuer().getValue(),
                    "another issuer answered");
        }
        String scheme = URI.create(issuer.getValue()).getScheme();
        boolean complete = Stream.of(
                        metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI())
                .allMatch(endpoint -> endpoint != null
                        && ("https".equals(endpoint.getScheme()) || scheme.equals(endpoint.getScheme())));
        if (!complete) {
            throw new ParseException("An endpoint is missing, or its line is not safe");
        }
        return new KnownProvider(metadata, judge(metadata, client, http), until);
    }

    private static IDTokenValidator judge(OIDCProviderMetadata metadata, ClientID client, ProviderHttp http)
            throws MalformedURLException {
        var keys = JWKSourceBuilder.<SecurityContext>create(
                        metadata.getJWKSetURI().toURL(), http)
                .refreshAheadCache(false)
                .build();
        return new IDTokenValidator(metadata.getIssuer(), client, new JWSVerificationKeySelector<>(SIGNED, keys), null);
    }

    /** Where it tells more of a user; null when it does not, or over a line that is not safe. */
    @Nullable
    URI userInfo() {
        URI endpoint = metadata.getUserInfoEndpointURI();
        String scheme = URI.create(metadata.getIssuer().getValue()).getScheme();
        return endpoint != null && ("https".equals(endpoint.getScheme()) || scheme.equals(endpoint.getScheme()))
                ? endpoint
                : null;
    }

    /** Whether the client's secret goes into the header: the default of OpenID Connect Core 1.0, section 9. */
    boolean takesSecretInHeader() {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    }
}
