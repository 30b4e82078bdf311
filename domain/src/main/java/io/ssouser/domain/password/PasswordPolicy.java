package io.ssouser.domain.password;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords may be set: from a configurable minimum to 1,024 bytes of UTF-8, nothing trimmed, nothing cut, no demands on their
 * composition, and none that is common or made of what everybody knows of the person (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2).
 */
public final class PasswordPolicy {
    /** The figures of the wire contract, section 4; NIST wants at least 8 with, and 15 without, a second factor. */
    public static final int LOWEST_MINIMUM = 8;

    /** NIST wants passwords of this length to be possible. */
    public static final int HIGHEST_MINIMUM = 64;

    private static final int MOST_BYTES = 1_024;
    private static final Set<String> PRODUCT = Set.of("sso", "ssouser", "sso-user", "sso platform", "authos");

    /** Shorter parts of an address are in too many words. */
    private static final int SHORTEST_HINT = 3;

    private final int fewestBytes;
    private final PasswordGuesser guesser;

    /** @param fewestBytes from {@link #LOWEST_MINIMUM} to {@link #HIGHEST_MINIMUM} */
    public PasswordPolicy(int fewestBytes, PasswordGuesser guesser) {
        if (fewestBytes < LOWEST_MINIMUM || fewestBytes > HIGHEST_MINIMUM) {
            throw new IllegalArgumentException("from " + LOWEST_MINIMUM + " to " + HIGHEST_MINIMUM);
        }
        this.fewestBytes = fewestBytes;
        this.guesser = guesser;
    }

    public int fewestBytes() {
        return fewestBytes;
    }

    /**
     * Lets a password pass that may be set.
     *
     * @param owner whose address, in whole or in part, makes a bad password; null when it was erased
     * @throws Refused {@link Refusal#PASSWORD_TOO_SHORT}, {@link Refusal#PASSWORD_TOO_LONG} or {@link Refusal#PASSWORD_GUESSABLE}
     */
    public void judge(Password password, @Nullable EmailAddress owner) {
        int bytes = password.bytes();
        if (bytes < fewestBytes) {
            throw new Refused(Refusal.PASSWORD_TOO_SHORT);
        }
        if (bytes > MOST_BYTES) {
            throw new Refused(Refusal.PASSWORD_TOO_LONG);
        }
        if (guesser.finds(password, hints(owner))) {
            throw new Refused(Refusal.PASSWORD_GUESSABLE);
        }
    }

    private static Set<String> hints(@Nullable EmailAddress owner) {
        Set<String> hints = new HashSet<>(PRODUCT);
        if (owner != null) {
            String address = owner.value();
            int at = address.indexOf('@');
            String local = address.substring(0, at);
            hints.add(address);
            hints.add(local);
            hints.add(local.replaceAll("[^a-z0-9]", ""));
            hints.add(address.substring(at + 1));
            Arrays.stream(address.split("[^a-z0-9]+"))
                    .filter(part -> part.length() >= SHORTEST_HINT)
                    .forEach(hints::add);
            hints.remove("");
        }
        return hints;
    }
}
