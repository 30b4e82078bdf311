package io.ssouser.domain.password;

import java.util.HashSet;
import java.util.Set;

/** Remembers every mistake at once, and for ever. */
public final class FakeRecentMistakes implements RecentMistakes {
    private final Set<Mistake> counted = new HashSet<>();

    @Override
    public boolean repeats(Mistake mistake) {
        return !counted.add(mistake);
    }
}
