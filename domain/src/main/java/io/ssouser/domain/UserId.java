package io.ssouser.domain;

/** A user's id, a UUID made by whoever registers. */
public record UserId(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}
