package io.ssouser.domain.password;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers the lock of every attempt, in their order. */
public final class RecordingLockedAttempts implements LockedAttempts {
    private final List<Lockout> locks = new ArrayList<>();

    @Override
    public void add(Lockout lock, Instant at) {
        locks.add(lock);
    }

    public List<Lockout> locks() {
        return List.copyOf(locks);
    }
}
