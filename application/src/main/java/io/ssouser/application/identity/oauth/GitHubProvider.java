package io.ssouser.application.identity.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.ProvenIdentity;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.ProviderName;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GitHub, or a GitHub Enterprise server: OAuth 2.0 without OpenID Connect. It says who somebody is over the connection on which it was
 * asked with the token of that very code. The number of its account is the subject, because the login may be given to somebody else.
 */
public final class GitHubProvider implements IdentityProvider {
    private static final String GITHUB_COM = "https://github.com";

    private final Client client;
    private final String issuer;
    private final String api;
    private final ProviderHttp http;

    /** @param issuer {@code https://github.com}, or an Enterprise server's address */
    public GitHubProvider(Client client, URI issuer, ProviderHttp http) {
        this.client = client;
        this.issuer = issuer.toString().replaceFirst("/$", "");
        this.api = this.issuer.equals(GITHUB_COM) ? "https://api.github.com" : this.issuer + "/api/v3";
        this.http = http;
    }

    @Override
    public ProviderName name() {
        return client.provider();
    }

    @Override
    public URI authorization(Handshake handshake) {
        return new AuthorizationRequest.Builder(ResponseType.CODE, client.clientId())
                .endpointURI(URI.create(issuer + "/login/oauth/authorize"))
                .scope(client.scope())
                .redirectionURI(handshake.callback())
                .state(new State(handshake.state()))
                .codeChallenge(new CodeVerifier(handshake.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    @Override
    public ProvenIdentity redeem(Handshake handshake, Map<String, String> answer) {
        String code = answer.get("code");
        if (code == null || code.isBlank()) {
            throw new ProviderFailed(ProviderFailed.Fault.NO_PROOF, "the browser brought no code");
        }
        try {
            AccessToken token = token(handshake, code);
            Map<String, Object> user =
                    ProviderClaims.success(ask("/user", token)).getBodyAsJSONObject();
            return new ProvenIdentity(
                    issuer,
                    ProviderClaims.subject(
                            user.get("id") instanceof Number number ? Long.toString(number.longValue()) : null),
                    ProviderClaims.accountName(user.get("login") instanceof String login ? login : null),
                    () -> primaryEmail(token));
        } catch (ParseException | IllegalArgumentException e) {
            throw new ProviderFailed(ProviderFailed.Fault.NO_PROOF, e);
        } catch (IOException e) {
            throw new ProviderFailed(ProviderFailed.Fault.UNREACHABLE, e);
        }
    }

    /** GitHub answers a bad code with 200 and an {@code error}, which is no token. */
    private AccessToken token(Handshake handshake, String code) throws IOException, ParseException {
        HTTPRequest request = new TokenRequest.Builder(
                        URI.create(issuer + "/login/oauth/access_token"),
                        client.authentication(false),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code),
                                handshake.callback(),
                                new CodeVerifier(handshake.verifier())))
                .build()
                .toHTTPRequest();
        request.setAccept("application/json");
        HTTPResponse said = request.send(http);
        if (ProviderClaims.failure(said.getStatusCode()) == ProviderFailed.Fault.UNREACHABLE) {
            ProviderClaims.success(said);
        }
        TokenResponse answer = TokenResponse.parse(said);
        if (!answer.indicatesSuccess()) {
            throw new ProviderFailed(ProviderFailed.Fault.NO_PROOF, ProviderClaims.refusal(answer));
        }
        return answer.toSuccessResponse().getTokens().getAccessToken();
    }

    /** Null also where the user did not grant this, or the app may not ask. */
    private @Nullable EmailAddress primaryEmail(AccessToken token) {
        try {
            HTTPResponse answer = ask("/user/emails", token);
            if (!answer.indicatesSuccess()
                    && ProviderClaims.failure(answer.getStatusCode()) == ProviderFailed.Fault.NO_PROOF) {
                return null;
            }
            for (Object entry : ProviderClaims.success(answer).getBodyAsJSONArray()) {
                if (entry instanceof Map<?, ?> address
                        && ProviderClaims.yes(address.get("primary"))
                        && ProviderClaims.yes(address.get("verified"))
                        && address.get("email") instanceof String text) {
                    return ProviderClaims.email(text);
                }
            }
            return null;
        } catch (ParseException e) {
            return null;
        } catch (IOException e) {
            throw new ProviderFailed(ProviderFailed.Fault.UNREACHABLE, e);
        }
    }

    private HTTPResponse ask(String path, AccessToken token) throws IOException {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, URI.create(api + path));
        request.setAuthorization("Bearer " + token.getValue());
        request.setAccept("application/vnd.github+json");
        return request.send(http);
    }
}
