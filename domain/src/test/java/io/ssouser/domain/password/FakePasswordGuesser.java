package io.ssouser.domain.password;

import java.util.Locale;
import java.util.Set;

/** Finds two passwords, and every one that is a hint. */
public final class FakePasswordGuesser implements PasswordGuesser {
    private static final Set<String> COMMON = Set.of("password", "12345678");

    @Override
    public boolean finds(Password password, Set<String> hints) {
        String typed = password.reveal().toLowerCase(Locale.ROOT);
        return COMMON.contains(typed) || hints.contains(typed);
    }
}
