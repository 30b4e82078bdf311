package io.ssouser.domain.mfa;

import java.util.Locale;

/**
 * What a person typed as a second factor. Dashes and spaces are dropped and letters raised, so that a backup code passes as shown
 * and as typed. Anything else is a wrong code, not an error: it is judged, and counted, like any other.
 *
 * @param value the code without dashes and spaces, upper case; empty when the text was absurd
 */
public record SecondFactorCode(String value) {
    private static final int LONGEST_INPUT = 64;

    public static SecondFactorCode of(String typed) {
        return new SecondFactorCode(
                typed.length() > LONGEST_INPUT
                        ? ""
                        : typed.replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT));
    }

    /** Six ASCII digits, RFC 6238. */
    public boolean isTotp() {
        return value.matches("[0-9]{6}");
    }

    /** Eight of A-Z and 0-9. */
    public boolean isBackupCode() {
        return value.matches("[A-Z0-9]{8}");
    }

    @Override
    public String toString() {
        return "SecondFactorCode[hidden]";
    }
}
