package io.ssouser.application.mail;

import io.ssouser.domain.email.EmailAddress;

/**
 * A letter in plain text. Address and subject are one line each: a control character in them would let a stranger write headers.
 *
 * @param text lines end with {@code \n}
 */
public record Mail(EmailAddress to, String subject, String text) {

    /** @throws IllegalArgumentException when the address or the subject holds a control character */
    public Mail {
        if (hasControl(to.value()) || hasControl(subject)) {
            throw new IllegalArgumentException("A mail header is one line");
        }
    }

    private static boolean hasControl(String line) {
        return line.chars().anyMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
