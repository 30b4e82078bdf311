package io.ssouser.domain;

/** The stored name of an event, as {@link StoredAs} declares it. A search may name one that no event has. */
public record EventType(String value) implements TextValue {
    @Override
    public String toString() {
        return value;
    }
}
