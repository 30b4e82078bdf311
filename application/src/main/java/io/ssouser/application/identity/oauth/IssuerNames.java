package io.ssouser.application.identity.oauth;

import com.nimbusds.oauth2.sdk.id.Issuer;
import io.ssouser.application.identity.ProviderFailed;
import org.jspecify.annotations.Nullable;

/** The name under which a provider is configured here, and the one that it gives itself. They are compared letter by letter. */
final class IssuerNames {
    private static final int LONGEST = 200;

    private IssuerNames() {}

    /** Whether nothing but the slash at the end makes two of one. */
    static boolean differByASlash(Issuer configured, @Nullable String said) {
        return said != null
                && !said.equals(configured.getValue())
                && withoutSlash(said).equals(withoutSlash(configured.getValue()));
    }

    /**
     * Names both, so that an operator sees what is to be corrected.
     *
     * @param otherwise the reason when more than a slash keeps them apart
     */
    static ProviderFailed other(ProviderFailed.Fault otherwise, Issuer configured, @Nullable String said, String what) {
        String names =
                what + ": configured is the issuer '" + configured + "', and it calls itself '" + shown(said) + "'";
        return differByASlash(configured, said)
                ? new ProviderFailed(
                        ProviderFailed.Fault.MISCONFIGURED,
                        names + ". They differ by the slash at the end alone: set the issuer to the latter")
                : new ProviderFailed(otherwise, names);
    }

    private static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    private static String shown(@Nullable String said) {
        String printable = String.valueOf(said).replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
    }
}
