package io.ssouser.application.identity.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.ProvenIdentity;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.domain.identity.ProviderName;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider that speaks OpenID Connect Core 1.0. Only what stands in an id token that it signed for this client and this handshake is
 * believed: signature, issuer, audience, expiry and nonce are judged.
 */
public final class OidcProvider implements IdentityProvider {
    /** How long its configuration is good; its keys are asked for more often. */
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final Client client;
    private final Issuer issuer;
    private final ProviderHttp http;
    private final Clock clock;
    private volatile @Nullable KnownProvider known;

    /** Asks nobody anything until somebody wants to sign in. */
    public OidcProvider(Client client, URI issuer, ProviderHttp http, Clock clock) {
        this.client = client;
        this.issuer = new Issuer(issuer);
        this.http = http;
        this.clock = clock;
    }

    @Override
    public ProviderName name() {
        return client.provider();
    }

    @Override
    public URI authorization(Handshake handshake) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, client.scope(), client.clientId(), handshake.callback())
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(handshake.state()))
                .nonce(new Nonce(handshake.nonce()))
                .codeChallenge(new CodeVerifier(handshake.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    @Override
    public ProvenIdentity redeem(Handshake handshake, Map<String, String> answer) {
        KnownProvider provider = known();
        String code = answer.get("code");
        if (code == null || code.isBlank()) {
            throw new ProviderFailed(ProviderFailed.Reason.NO_PROOF, "the browser brought no code");
        }
        if (!cameFrom(provider, answer.get("iss"))) {
            throw new ProviderFailed(ProviderFailed.Reason.NO_PROOF, "another issuer sent the browser back");
        }
        try {
            TokenResponse tokens = OIDCTokenResponseParser.parse(new TokenRequest.Builder(
                            provider.metadata().getTokenEndpointURI(),
                            client.authentication(provider.takesSecretInHeader()),
                            new AuthorizationCodeGrant(
                                    new AuthorizationCode(code),
                                    handshake.callback(),
                                    new CodeVerifier(handshake.verifier())))
                    .build()
                    .toHTTPRequest()
                    .send(http));
            if (!(tokens instanceof OIDCTokenResponse success)
                    || success.getOIDCTokens().getIDToken() == null) {
                throw new ProviderFailed(ProviderFailed.Reason.NO_PROOF, Told.refusal(tokens));
            }
            return proven(
                    provider.idTokens().validate(success.getOIDCTokens().getIDToken(), new Nonce(handshake.nonce())));
        } catch (ParseException | BadJOSEException | IllegalArgumentException e) {
            // The library's values refuse an empty text so.
            throw new ProviderFailed(ProviderFailed.Reason.NO_PROOF, e);
        } catch (IOException | JOSEException e) {
            throw new ProviderFailed(ProviderFailed.Reason.UNREACHABLE, e);
        }
    }

    /** RFC 9207: a provider that announces to name itself must, and nobody may name another. */
    private boolean cameFrom(KnownProvider provider, @Nullable String named) {
        return named == null
                ? !provider.metadata().supportsAuthorizationResponseIssuerParam()
                : named.equals(issuer.getValue());
    }

    private ProvenIdentity proven(IDTokenClaimsSet claims) {
        String email = claims.getStringClaim("email");
        String name = claims.getStringClaim("preferred_username");
        boolean verified = Boolean.TRUE.equals(claims.getClaim("email_verified"));
        return new ProvenIdentity(
                issuer.getValue(),
                Told.subject(claims.getSubject().getValue()),
                Told.accountName(name != null ? name : email),
                verified ? Told.email(email) : null);
    }

    private KnownProvider known() {
        KnownProvider present = known;
        Instant now = clock.instant();
        if (present != null && now.isBefore(present.until())) {
            return present;
        }
        try {
            // Two at once ask twice, which is better than that one waits for the other.
            KnownProvider asked = KnownProvider.discover(issuer, client.clientId(), http, now.plus(KNOWN_FOR));
            known = asked;
            return asked;
        } catch (IOException | ParseException e) {
            if (present != null) {
                return present;
            }
            throw new ProviderFailed(ProviderFailed.Reason.UNREACHABLE, e);
        }
    }
}
