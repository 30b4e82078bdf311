package io.ssouser.application.identity.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
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
            throw new ProviderFailed(ProviderFailed.Fault.NO_PROOF, "the browser brought no code");
        }
        if (!cameFrom(provider, answer.get("iss"))) {
            throw IssuerNames.other(
                    ProviderFailed.Fault.NO_PROOF, issuer, answer.get("iss"), "another issuer sent the browser back");
        }
        try {
            HTTPResponse said = new TokenRequest.Builder(
                            provider.metadata().getTokenEndpointURI(),
                            client.authentication(provider.takesSecretInHeader()),
                            new AuthorizationCodeGrant(
                                    new AuthorizationCode(code),
                                    handshake.callback(),
                                    new CodeVerifier(handshake.verifier())))
                    .build()
                    .toHTTPRequest()
                    .send(http);
            if (ProviderClaims.failure(said.getStatusCode()) == ProviderFailed.Fault.UNREACHABLE) {
                ProviderClaims.success(said);
            }
            TokenResponse tokens = OIDCTokenResponseParser.parse(said);
            if (!(tokens instanceof OIDCTokenResponse success)
                    || success.getOIDCTokens().getIDToken() == null) {
                throw new ProviderFailed(ProviderFailed.Fault.NO_PROOF, ProviderClaims.refusal(tokens));
            }
            IDTokenClaimsSet claims = judged(provider, success.getOIDCTokens().getIDToken(), handshake);
            return proven(provider, claims, success.getOIDCTokens().getAccessToken());
        } catch (ParseException | BadJOSEException | IllegalArgumentException e) {
            // The library's values refuse an empty text so.
            throw new ProviderFailed(ProviderFailed.Fault.NO_PROOF, e);
        } catch (IOException | JOSEException e) {
            throw new ProviderFailed(ProviderFailed.Fault.UNREACHABLE, e);
        }
    }

    /** RFC 9207: a provider that announces to name itself must, and nobody may name another. */
    private boolean cameFrom(KnownProvider provider, @Nullable String named) {
        return named == null
                ? !provider.metadata().supportsAuthorizationResponseIssuerParam()
                : named.equals(issuer.getValue());
    }

    private IDTokenClaimsSet judged(KnownProvider provider, JWT idToken, Handshake handshake)
            throws BadJOSEException, JOSEException {
        try {
            IDTokenClaimsSet claims = provider.idTokens().validate(idToken, new Nonce(handshake.nonce()));
            requireForThisClient(claims);
            return claims;
        } catch (BadJOSEException e) {
            if (IssuerNames.differByASlash(issuer, issuerOf(idToken))) {
                throw IssuerNames.other(
                        ProviderFailed.Fault.NO_PROOF, issuer, issuerOf(idToken), "the id token is of another issuer");
            }
            throw e;
        }
    }

    /** As it stands there, judged by nobody. */
    private static @Nullable String issuerOf(JWT idToken) {
        try {
            return idToken.getJWTClaimsSet().getIssuer();
        } catch (java.text.ParseException e) {
            return null;
        }
    }

    /**
     * OpenID Connect Core 1.0, 3.1.3.7: a token that was issued to another client may name this one as an audience too, and is for that
     * client all the same.
     */
    private void requireForThisClient(IDTokenClaimsSet claims) {
        AuthorizedParty party = claims.getAuthorizedParty();
        boolean ours = party == null
                ? claims.getAudience().size() == 1
                : party.getValue().equals(client.id());
        if (!ours) {
            throw new ProviderFailed(ProviderFailed.Fault.NO_PROOF, "the id token is for another client");
        }
    }

    /** What the id token leaves open of the address, the provider says at its UserInfo endpoint (OpenID Connect Core 1.0, 5.3). */
    private ProvenIdentity proven(KnownProvider provider, IDTokenClaimsSet claims, @Nullable AccessToken token) {
        String email = claims.getStringClaim("email");
        String name = claims.getStringClaim("preferred_username");
        Object verified = claims.getClaim("email_verified");
        URI userInfo = provider.userInfo();
        boolean isLeftOpen = email == null || verified == null;
        return new ProvenIdentity(
                issuer.getValue(),
                ProviderClaims.subject(claims.getSubject().getValue()),
                ProviderClaims.accountName(name != null ? name : email),
                isLeftOpen && userInfo != null && token != null
                        ? () -> UserInfoAddress.of(claims.getSubject(), userInfo, token, http)
                        : () -> ProviderClaims.yes(verified) ? ProviderClaims.email(email) : null);
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
            throw new ProviderFailed(ProviderFailed.Fault.UNREACHABLE, e);
        } catch (ProviderFailed e) {
            if (present != null) {
                return present;
            }
            throw e;
        }
    }
}
