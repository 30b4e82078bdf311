package io.ssouser.domain.password;

import java.nio.charset.StandardCharsets;

/** A password as it was typed: never trimmed, never cut, never printed, never stored. */
public final class Password {
    private final String typed;

    public Password(String typed) {
        this.typed = typed;
    }

    /** The text itself, for a {@link PasswordHasher} alone. */
    public String reveal() {
        return typed;
    }

    /** Length in bytes of UTF-8. */
    public int bytes() {
        return typed.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
