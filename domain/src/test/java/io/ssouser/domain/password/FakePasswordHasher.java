package io.ssouser.domain.password;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;

/** Hashes at once and always alike: {@code fake$<parameters>$<password>}. Counts what the real one would take its time for. */
public final class FakePasswordHasher implements PasswordHasher {
    private int parameters = 1;
    private int placesLeft = Integer.MAX_VALUE;
    private int evaluations;

    @Override
    public synchronized PasswordHash hash(Password password) {
        takePlace();
        return new PasswordHash("fake$" + parameters + "$" + password.reveal());
    }

    @Override
    public synchronized boolean matches(Password password, PasswordHash hash) {
        takePlaces(password);
        String kept = hash.value().split("\\$", 3)[2];
        return kept.equals(password.reveal()) || kept.equals(password.revealTyped());
    }

    @Override
    public synchronized boolean matchesNothing(Password password) {
        takePlaces(password);
        return false;
    }

    @Override
    public synchronized boolean isOutdated(PasswordHash hash) {
        return !hash.value().startsWith("fake$" + parameters + "$");
    }

    /** As it was made before passwords had a normal form. */
    public synchronized PasswordHash hashAsTyped(Password password) {
        return new PasswordHash("fake$" + parameters + "$" + password.revealTyped());
    }

    /** From now on older hashes are outdated. */
    public synchronized void raiseParameters() {
        parameters++;
    }

    /** Every call beyond so many more is refused as busy. */
    public synchronized void leavePlaces(int places) {
        placesLeft = places;
    }

    /** How many passwords were hashed or compared. */
    public synchronized int evaluations() {
        return evaluations;
    }

    private void takePlaces(Password password) {
        takePlace();
        if (!password.isNormal()) {
            takePlace();
        }
    }

    private void takePlace() {
        if (placesLeft == 0) {
            throw new Refused(Refusal.HASHING_BUSY);
        }
        placesLeft--;
        evaluations++;
    }
}
