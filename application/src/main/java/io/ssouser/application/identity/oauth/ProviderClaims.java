package io.ssouser.application.identity.oauth;

import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.domain.Refused;
import io.ssouser.domain.VisibleText;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderSubject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that a provider tells, taken as far as they are what they should be. */
final class ProviderClaims {
    /** OpenID Connect Core 1.0, section 2: a subject has at most 255 characters. */
    private static final int LONGEST = 255;

    private static final Pattern CODE = Pattern.compile("[a-z_ ]{1,64}");

    private ProviderClaims() {}

    /** @throws ProviderFailed when there is none */
    static ProviderSubject subject(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new ProviderFailed(ProviderFailed.Fault.NO_PROOF, "no subject");
        }
        return new ProviderSubject(text);
    }

    static @Nullable ProviderAccountName accountName(@Nullable String text) {
        if (text == null || text.length() > LONGEST || !VisibleText.is(text)) {
            return null;
        }
        return new ProviderAccountName(text);
    }

    /** Why there are no tokens, as RFC 6749, 5.2, names it. */
    static String refusal(TokenResponse answer) {
        String code = answer instanceof TokenErrorResponse error
                ? String.valueOf(error.getErrorObject().getCode())
                : "an answer without an id token";
        return CODE.matcher(code).matches() ? "the token endpoint says " + code : "the token endpoint refuses";
    }

    /** OpenID Connect says a boolean; some providers say it in words. */
    static boolean yes(@Nullable Object claim) {
        return Boolean.TRUE.equals(claim) || claim instanceof String text && text.equalsIgnoreCase("true");
    }

    /** @throws ProviderFailed unless the status is a success */
    static HTTPResponse success(HTTPResponse answer) {
        if (!answer.indicatesSuccess()) {
            throw new ProviderFailed(failure(answer.getStatusCode()), "it answers " + answer.getStatusCode());
        }
        return answer;
    }

    /** What a status that is no success tells: the provider is out of order or busy, or it says no. */
    static ProviderFailed.Fault failure(int status) {
        return status >= 500 || status == 429 ? ProviderFailed.Fault.UNREACHABLE : ProviderFailed.Fault.NO_PROOF;
    }

    static @Nullable EmailAddress email(@Nullable String text) {
        try {
            return text == null ? null : EmailAddress.parse(text);
        } catch (Refused notAnAddress) {
            return null;
        }
    }
}
