package io.ssouser.application.identity.oauth;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.ssouser.domain.identity.ProviderName;
import java.util.List;

/**
 * What this service is to a provider. Not printable.
 *
 * @param scopes what people are asked to let this service know
 */
public record Client(ProviderName provider, String id, String secret, List<String> scopes) {
    public Client {
        scopes = List.copyOf(scopes);
    }

    ClientID clientId() {
        return new ClientID(id);
    }

    Scope scope() {
        return new Scope(scopes.toArray(String[]::new));
    }

    /** @param inHeader as RFC 6749, 2.3.1 asks for, or else in the body, which some providers want */
    ClientAuthentication authentication(boolean inHeader) {
        return inHeader
                ? new ClientSecretBasic(clientId(), new Secret(secret))
                : new ClientSecretPost(clientId(), new Secret(secret));
    }

    @Override
    public String toString() {
        return "Client[" + provider + "]";
    }
}
