package io.ssouser.domain.mfa;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Secrets in alphabetical order, and codes that anybody can foretell; steps as the real one counts them. */
public final class FakeTotp implements Totp {
    private static final int SECONDS_PER_STEP = 30;
    private int secrets;

    /** {@code FAKETOTPSECRETFAKETOTPSECRETFAAA}, {@code …FAAB}, … */
    @Override
    public synchronized TotpSecret newSecret() {
        char last = (char) ('A' + secrets % 26);
        char secondToLast = (char) ('A' + secrets / 26 % 26);
        secrets++;
        return new TotpSecret("FAKETOTPSECRETFAKETOTPSECRETFA" + secondToLast + last);
    }

    @Override
    public OptionalLong stepOf(TotpSecret secret, SecondFactorCode code, Instant now) {
        long present = stepAt(now);
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> code(secret, step).equals(code))
                .findFirst();
    }

    /** The code that a generator with this secret shows during a step. */
    public SecondFactorCode code(TotpSecret secret, long step) {
        return SecondFactorCode.of(
                String.format("%06d", Math.floorMod(31L * secret.value().hashCode() + step, 1_000_000L)));
    }

    public static long stepAt(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_PER_STEP);
    }
}
