package io.ssouser.domain.email;

import io.ssouser.domain.TextValue;

/** The subject of a letter; the same for all users, so it says nothing of a person. */
public record LetterSubject(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}
