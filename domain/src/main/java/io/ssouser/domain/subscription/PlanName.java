package io.ssouser.domain.subscription;

import io.ssouser.domain.TextValue;

/** The slug of a plan of a service: 1 to 63 small letters, digits and dashes. What it offers is for the configuration to say. */
public record PlanName(String value) implements TextValue {
    /** The plan of whoever has no running subscription; wire contract, section 6. */
    public static final PlanName FREE = new PlanName("free");

    @Override
    public String toString() {
        return value;
    }
}
