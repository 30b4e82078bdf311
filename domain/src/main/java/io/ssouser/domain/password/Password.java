package io.ssouser.domain.password;

import io.ssouser.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A password as it was typed: never trimmed, never cut, never printed, never stored. What counts is its NFKC form, so that one
 * password is the same from every keyboard (NIST SP 800-63B-4, 3.1.1.2).
 */
@Secret
public final class Password {
    /**
     * What is longer is refused in any form, so it is not worth normalising. Decomposed, 1,024 bytes of NFKC have at most three times as many
     * characters (Unicode Standard Annex 15, 12).
     */
    private static final int LONGEST_NORMALISED = 4_096;

    private final String typed;
    private final String normal;

    public Password(String typed) {
        this.typed = typed;
        this.normal = typed.length() > LONGEST_NORMALISED ? typed : Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    /** The text that is hashed, compared and judged, for a {@link PasswordHasher} or a {@link PasswordGuesser} alone. */
    public String reveal() {
        return normal;
    }

    /** The text before it was normalised: older hashes are of this one, so {@link RecentMistakes} tell texts apart by it. */
    public String revealTyped() {
        return typed;
    }

    /** Whether it was typed in its normal form. */
    public boolean isNormal() {
        return normal.equals(typed);
    }

    /** The same password as if it had been typed in its normal form. */
    public Password normalised() {
        return new Password(normal);
    }

    /** Length in bytes of UTF-8, of the normal form. */
    public int bytes() {
        return normal.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
