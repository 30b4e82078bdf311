package io.ssouser.api.identity;

import io.ssouser.api.page.Page;
import io.ssouser.api.security.HandshakeCookie;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.Linking;
import io.ssouser.application.identity.Linking.ConsentRequest;
import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/**
 * The page that names the account at the provider and the user here before they are linked. An attacker who sends somebody else to a
 * provider wants their account linked to his own user. So the page says which user it would be, and that only who has just asked for it
 * should go on.
 */
public final class LinkConsent {
    private final Linking linking;
    private final ProviderCallback end;
    private final HandshakeCookie cookie;
    private final ReturnUris returns;

    public LinkConsent(Linking linking, ProviderCallback end, HandshakeCookie cookie, ReturnUris returns) {
        this.linking = linking;
        this.end = end;
        this.cookie = cookie;
        this.returns = returns;
    }

    /** The page, or the way back to the application when there is nothing to ask. The authorization request has ended with this. */
    public ResponseEntity<?> ask(
            IdentityProvider provider,
            AuthorizationRequest authorization,
            String state,
            Map<String, String> answer,
            HttpServletRequest request) {
        if (answer.containsKey("error")) {
            return ProviderCallback.redirect(end.refusedThere(authorization, answer))
                    .build();
        }
        URI returnTo = returns.applicationsOr(authorization.returnTo());
        try {
            ConsentRequest question = linking.ask(provider, authorization, state, answer, returnTo);
            return page(provider, question).answerLeadingTo(returnTo, cookie.issue(request, question.page()));
        } catch (ProviderFailed | Refused failure) {
            return ProviderCallback.redirect(end.failure(authorization, failure))
                    .build();
        }
    }

    private static Page page(IdentityProvider provider, ConsentRequest question) {
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("state", question.page().state());
        kept.put("identity", question.encrypted());
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("link", "Link them");
        answers.put("cancel", "Cancel");
        String email = masked(question.email());
        return Page.titled("Link these two accounts?")
                .says("Your account at " + provider.name() + ": " + legible(question.identity()))
                .says("The account here: " + email)
                .says("From then on, whoever signs in with this account at " + provider.name() + " is signed in to "
                        + email + ".")
                .warns("Go on only if " + email + " is your own account, and you have just asked for this there. If"
                        + " somebody sent you here, press Cancel.")
                .question("consent", kept, answers);
    }

    /**
     * Enough for its owner to tell it from an address that somebody chose to look like it, and too little for others to write to it: two
     * letters and the last of a name that has more than four, else the first alone.
     */
    static String masked(EmailAddress address) {
        String text = address.value();
        int at = text.lastIndexOf('@');
        boolean isLong = text.codePointCount(0, at) > 4;
        String start = text.substring(0, text.offsetByCodePoints(0, isLong ? 2 : 1));
        String end = isLong ? text.substring(text.offsetByCodePoints(at, -1)) : text.substring(at);
        return start + "***" + end;
    }

    /** Without signs that nobody sees and that turn the direction of what follows. */
    private static String legible(String name) {
        return name.replaceAll("\\p{Cf}", "");
    }
}
