package io.ssouser.domain.mfa;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Sheets with numbers: the codes of the first are {@code SHEE-T010} to {@code SHEE-T019}. */
public final class FakeBackupCodes implements BackupCodes {
    private static final int CODES = 10;
    private int sheets;
    private int placesLeft = Integer.MAX_VALUE;

    @Override
    public synchronized Minted mint() {
        takePlace();
        String sheet = String.format("SHEET%02d", ++sheets);
        return new Minted(
                IntStream.range(0, CODES)
                        .mapToObj(index -> sheet.substring(0, 4) + "-" + sheet.substring(4) + index)
                        .toList(),
                new BackupCodeHashes("fake$" + sheet));
    }

    @Override
    public synchronized OptionalInt find(SecondFactorCode code, BackupCodeHashes kept) {
        takePlace();
        String sheet = kept.value().substring("fake$".length());
        return IntStream.range(0, CODES)
                .filter(index -> code.value().equals(sheet + index))
                .findFirst();
    }

    /** Every call beyond so many more is refused as busy. */
    public synchronized void leavePlaces(int places) {
        placesLeft = places;
    }

    private void takePlace() {
        if (placesLeft == 0) {
            throw new Refused(Refusal.HASHING_BUSY);
        }
        placesLeft--;
    }
}
