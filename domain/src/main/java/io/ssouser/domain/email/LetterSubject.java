package io.ssouser.domain.email;

import io.ssouser.domain.TextValue;

/** The subject of a letter; the same for all accounts, so it tells nothing of a person. */
public record LetterSubject(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}
