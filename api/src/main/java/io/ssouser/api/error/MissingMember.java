package io.ssouser.api.error;

import org.jspecify.annotations.Nullable;

/** A body lacks a member that it has to have, or has null for it: it is refused like one with a member of a wrong type. */
public final class MissingMember extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MissingMember(String name) {
        super(name, null, false, false);
    }

    /** For the constructors of bodies: the member of that name has to be there. */
    public static void unless(@Nullable Object value, String name) {
        if (value == null) {
            throw new MissingMember(name);
        }
    }
}
