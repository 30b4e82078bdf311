package io.ssouser.domain;

/** The stored name of an event, as {@link StoredAs} declares it and searches name it; perhaps of none. */
public record EventType(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}
