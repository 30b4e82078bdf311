package io.ssouser.domain.password;

import java.util.Set;

/** An estimate of how soon an attacker who knows the person finds a password. */
public interface PasswordGuesser {
    /**
     * Whether they would find the password within a million guesses: about as many as a lock-out leaves to an attacker who tries for
     * years, and a second for one who has stolen hashes. Its cost is bounded whatever is typed.
     *
     * @param hints words that belong to the person or the product, lower case
     */
    boolean finds(Password password, Set<String> hints);
}
