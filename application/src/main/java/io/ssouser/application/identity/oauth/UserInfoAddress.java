package io.ssouser.application.identity.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.domain.email.EmailAddress;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An address that a provider tells at its UserInfo endpoint and not in the id token. */
final class UserInfoAddress {
    private static final Logger LOG = LoggerFactory.getLogger(UserInfoAddress.class);

    private UserInfoAddress() {}

    /**
     * Null unless the provider says that it has verified it, and says it of that very subject: OpenID Connect Core 1.0, 5.3.2, forbids to use
     * an answer about another.
     *
     * @throws ProviderFailed when the provider cannot be asked
     */
    static @Nullable EmailAddress of(Subject subject, URI endpoint, AccessToken token, ProviderHttp http) {
        try {
            HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, endpoint);
            request.setAuthorization("Bearer " + token.getValue());
            request.setAccept("application/json");
            HTTPResponse answer = request.send(http);
            if (!answer.indicatesSuccess()
                    && ProviderClaims.failure(answer.getStatusCode()) == ProviderFailed.Fault.NO_PROOF) {
                return null;
            }
            return verified(subject, ProviderClaims.success(answer).getBodyAsJSONObject());
        } catch (ParseException e) {
            return null;
        } catch (IOException e) {
            throw new ProviderFailed(ProviderFailed.Fault.UNREACHABLE, e);
        }
    }

    private static @Nullable EmailAddress verified(Subject subject, Map<String, Object> said) {
        if (!subject.getValue().equals(said.get("sub"))) {
            LOG.warn("A provider's UserInfo endpoint told of another subject than its id token; it is not believed");
            return null;
        }
        return ProviderClaims.yes(said.get("email_verified")) && said.get("email") instanceof String text
                ? ProviderClaims.email(text)
                : null;
    }
}
