package io.ssouser.application.mfa;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.mfa.TotpSecret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What an authenticator reads from a QR code: {@code otpauth://totp/<issuer>:<address>?secret=…&issuer=…}, after Google
 * Authenticator's Key URI Format. Algorithm, digits and period are the defaults and left out. Holds the secret: not printable.
 */
public record EnrolmentUri(String value) {

    /** @param issuer the name that the authenticator shows */
    public static EnrolmentUri of(String issuer, EmailAddress address, TotpSecret secret) {
        return new EnrolmentUri("otpauth://totp/" + percentEncoded(issuer) + ":" + percentEncoded(address.value())
                + "?secret=" + secret.value() + "&issuer=" + percentEncoded(issuer));
    }

    /** RFC 3986: what a form encodes, and the three characters in which a form differs from a URI. */
    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    @Override
    public String toString() {
        return "EnrolmentUri[hidden]";
    }
}
