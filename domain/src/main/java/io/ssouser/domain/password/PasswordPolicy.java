package io.ssouser.domain.password;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;

/**
 * Which passwords may be set: 8 to 1,024 bytes of UTF-8 (the figures of the wire contract), nothing trimmed, nothing cut, and no
 * demands on their composition (NIST SP 800-63B-4, 3.1.1.2).
 */
public final class PasswordPolicy {
    private static final int FEWEST_BYTES = 8;
    private static final int MOST_BYTES = 1_024;

    private PasswordPolicy() {}

    /** @throws Refused {@link Refusal#PASSWORD_TOO_SHORT} or {@link Refusal#PASSWORD_TOO_LONG} */
    public static void judge(Password password) {
        int bytes = password.bytes();
        if (bytes < FEWEST_BYTES) {
            throw new Refused(Refusal.PASSWORD_TOO_SHORT);
        }
        if (bytes > MOST_BYTES) {
            throw new Refused(Refusal.PASSWORD_TOO_LONG);
        }
    }
}
